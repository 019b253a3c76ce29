package org.retzef.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;

/**
 * Asks a socket for its next bytes before anybody wants them, once. Netty would stop listening to
 * it after each reading and begin again when the next is wanted: two calls of the system a request,
 * as dear as reading itself. What comes too early waits, and then nothing more is asked for until
 * somebody does.
 */
public final class ReadAhead extends ChannelDuplexHandler {

  private boolean isAhead;

  private ReadAhead() {}

  public static void on(ChannelPipeline pipeline) {
    pipeline.addFirst("retzef.ahead", new ReadAhead());
  }

  @Override
  public void read(ChannelHandlerContext context) {
    isAhead = false;
    context.read();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (!isAhead) {
      isAhead = true;
      context.read();
    }
  }
}
