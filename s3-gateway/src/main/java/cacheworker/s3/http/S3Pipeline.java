package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.dispatch.Dispatcher;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.util.concurrent.Executor;

/**
 * What a connection is made of: the {@link RequestDecoder}, a gate that lets one message through when it is
 * asked, and the {@link Connection}. There is no encoder: answers are written as bytes.
 */
@NonBlocking
final class S3Pipeline extends ChannelInitializer<SocketChannel> {
    /** Bytes that the first line, and all headers together, may have. */
    static final int MAX_HEAD = 64 * 1024;
    /** Bytes of a body that are handed on at once. */
    static final int MAX_CHUNK = 128 * 1024;

    private final Dispatcher dispatcher;
    private final Executor requestThreads;
    private final ResponseHead responseHead;
    private final S3ServerOptions options;
    private final ChannelGroup open;

    S3Pipeline(
            Dispatcher dispatcher,
            Executor requestThreads,
            ResponseHead responseHead,
            S3ServerOptions options,
            ChannelGroup open) {
        this.dispatcher = dispatcher;
        this.requestThreads = requestThreads;
        this.responseHead = responseHead;
        this.options = options;
        this.open = open;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        open.add(channel);
        MessageGate gate = new MessageGate();
        channel.pipeline()
                .addLast(new InputGate())
                .addLast(new RequestDecoder(strict()))
                .addLast(gate)
                .addLast(new Connection(gate, dispatcher, requestThreads, responseHead, options));
    }

    /** What the decoder takes: nothing that others might read in another way. */
    static HttpDecoderConfig strict() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_HEAD)
                .setMaxHeaderSize(MAX_HEAD)
                .setMaxChunkSize(MAX_CHUNK)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false)
                .setValidateHeaders(true);
    }
}
