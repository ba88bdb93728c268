package cacheworker.s3.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageGateTest {
    private final List<Object> passed = new ArrayList<>();
    private final MessageGate gate = new MessageGate();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int socketReads;
    private int asksPerMessage;
    private int depth;
    private int deepest;

    @BeforeEach
    void open() {
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(new CountedReads(), gate, new Behind());
        socketReads = 0;
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aMessagePassesOnlyWhenItIsAskedForAndAskingTwiceIsAskingOnce() {
        channel.writeInbound("a", "b", "c");
        assertThat(passed).isEmpty();
        channel.read();
        assertThat(passed).containsExactly("a");
        channel.read();
        channel.read();
        assertThat(passed).containsExactly("a", "b", "c");
        channel.read();
        channel.read();
        channel.writeInbound("d", "e");
        assertThat(passed).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whoeverAsksForMoreWhileHandlingAMessageGetsItBehindThat() {
        asksPerMessage = 2;
        Object[] messages = new Object[100_000];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = i;
        }
        channel.writeInbound(messages);
        channel.read();
        assertThat(passed).containsExactly(messages);
        assertThat(deepest).isEqualTo(1);
    }

    @Test
    void theSocketIsReadOnlyWhenNothingWaits() {
        channel.writeInbound("a", "b");
        gate.watch();
        channel.read();
        channel.read();
        assertThat(socketReads).isZero();
        gate.watch();
        assertThat(socketReads).isEqualTo(1);
        channel.read();
        assertThat(socketReads).isEqualTo(2);
    }

    @Test
    void aReadThatBroughtNothingIsRepeatedWhileSomebodyWaits() {
        channel.read();
        socketReads = 0;
        channel.pipeline().fireChannelReadComplete();
        assertThat(socketReads).isEqualTo(1);
    }

    @Test
    void theEndOfTheInputComesBehindTheLastMessageAndForEveryAskAfterThat() {
        channel.writeInbound("a");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(passed).isEmpty();
        channel.read();
        assertThat(passed).containsExactly("a");
        channel.read();
        channel.read();
        gate.watch();
        assertThat(passed).containsExactly("a", ChannelInputShutdownEvent.INSTANCE, ChannelInputShutdownEvent.INSTANCE);
        assertThat(socketReads).isZero();
    }

    @Test
    void theEndOfTheInputReachesWhoeverWaits() {
        channel.read();
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(passed).containsExactly(ChannelInputShutdownEvent.INSTANCE);
    }

    @Test
    void whatWaitsIsReleasedWithTheConnection() {
        ByteBuf buffer = Unpooled.buffer();
        channel.writeInbound(buffer);
        assertThat(channel.close().isSuccess()).isTrue();
        channel.runPendingTasks();
        assertThat(buffer.refCnt()).isZero();
    }

    private final class CountedReads extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext ctx) {
            socketReads++;
        }
    }

    private final class Behind extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            depth++;
            deepest = Math.max(deepest, depth);
            passed.add(message);
            for (int i = 0; i < asksPerMessage; i++) {
                ctx.read();
            }
            depth--;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            passed.add(event);
        }
    }
}
