package org.retzef.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import reactor.netty.NettyPipeline;

/**
 * Gives up a service that lets us wait for too long: for its answer to begin, or for the next part
 * of it.
 */
public final class Patience extends ChannelDuplexHandler {

  private final long head;
  private final long part;
  private final Deadline deadline;
  private boolean hasBegun;

  private Patience(ChannelPipeline pipeline, Duration head, Duration part) {
    this.head = head.toNanos();
    this.part = part.toNanos();
    this.deadline = new Deadline(pipeline.channel().eventLoop(), () -> giveUp(pipeline));
  }

  /**
   * @param head until an answer begins, from the first line of the request on
   * @param part between two parts of it
   */
  public static void watch(ChannelPipeline pipeline, Duration head, Duration part) {
    pipeline.addAfter(
        NettyPipeline.HttpCodec, "retzef.patience", new Patience(pipeline, head, part));
  }

  private static void giveUp(ChannelPipeline pipeline) {
    pipeline.context(Patience.class).fireExceptionCaught(ReadTimeoutException.INSTANCE);
    pipeline.close();
  }

  @Override
  public void write(ChannelHandlerContext context, Object part, ChannelPromise written) {
    if (part instanceof HttpRequest) {
      hasBegun = false;
      deadline.set(head);
    }
    context.write(part, written);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (read instanceof HttpResponse answer) {
      hasBegun = answer.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }
    if (hasBegun && read instanceof LastHttpContent) {
      deadline.lift();
    } else if (hasBegun) {
      deadline.set(part);
    }
    context.fireChannelRead(read);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.end();
    context.fireChannelInactive();
  }
}
