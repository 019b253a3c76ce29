package org.retzef.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import reactor.netty.NettyPipeline;

/**
 * Hangs up on a client that does not finish the head of its request in time, that goes on with a
 * body after it was answered, or whose body breaks off in a chunk that is none. Netty's own time
 * limits begin with the head's last line, end with the answer, or begin anew with every byte: a
 * client that sends one now and then would hold its connection for ever. And a broken chunk would
 * look to the service like a body's good end.
 */
final class Impatience extends ChannelInboundHandlerAdapter {

  private final long within;
  private final Deadline deadline;
  private boolean inRequest;

  private Impatience(Channel channel, Duration within) {
    this.within = within.toNanos();
    this.deadline = new Deadline(channel.eventLoop(), channel::close);
  }

  /** Looks at the bytes before the codec reads them, and at the requests that it reads. */
  static void watch(ChannelPipeline pipeline, Duration within) {
    var bytes = new Impatience(pipeline.channel(), within);
    pipeline.addFirst("retzef.bytes", bytes);
    pipeline.addAfter(NettyPipeline.HttpCodec, "retzef.requests", bytes.new Requests());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    deadline.set(within);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (!inRequest && !deadline.isSet()) {
      deadline.set(within);
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    deadline.end();
    context.fireChannelInactive();
  }

  private final class Requests extends ChannelDuplexHandler {

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
      if (isBroken(part)) {
        ReferenceCountUtil.release(part);
        context.close();
        return;
      }
      if (part instanceof HttpRequest) {
        deadline.lift();
        inRequest = true;
      }
      if (part instanceof LastHttpContent) {
        deadline.lift();
        inRequest = false;
      }
      context.fireChannelRead(part);
    }

    /** A body's; a head that is broken gets its answer further on. */
    private static boolean isBroken(Object part) {
      return part instanceof HttpContent body
          && !(part instanceof HttpRequest)
          && body.decoderResult().isFailure();
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise written) {
      if (part instanceof LastHttpContent && inRequest && !deadline.isSet()) {
        deadline.set(within);
      }
      context.write(part, written);
    }
  }
}
