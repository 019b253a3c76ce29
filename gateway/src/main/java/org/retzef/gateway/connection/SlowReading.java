package org.retzef.gateway.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;

/**
 * Hangs up on a client that does not take its answer. What the socket does not hold waits with us,
 * up to some 64 KiB, and Netty's own time limits begin when it has left. So what waits must be gone
 * within the time; of a client that takes it at its leisure, the next 64 KiB must.
 */
final class SlowReading extends ChannelOutboundHandlerAdapter {

  private final long within;
  private final Deadline deadline;

  private SlowReading(Channel channel, Duration within) {
    this.within = within.toNanos();
    this.deadline = new Deadline(channel.eventLoop(), () -> hangUp(channel));
  }

  static void watch(ChannelPipeline pipeline, Duration within) {
    pipeline.addFirst("retzef.slow", new SlowReading(pipeline.channel(), within));
  }

  /** Nor may the system keep what the client does not take. */
  private static void hangUp(Channel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    context.flush();
    if (!deadline.isSet()) {
      look(context);
    }
  }

  /** An empty piece behind all that waits tells when it is gone. */
  private void look(ChannelHandlerContext context) {
    ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
    if (waiting != null && !waiting.isEmpty()) {
      deadline.set(within);
      context
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(
              _ -> {
                deadline.lift();
                look(context);
              });
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    deadline.end();
  }
}
