package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.HeaderView;
import cacheworker.s3.request.MalformedRequestException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** A head as Netty's decoder read it. */
@NonBlocking
final class DecodedHead implements RequestHead {
    private final HttpRequest request;
    private final @Nullable MalformedRequestException fault;

    DecodedHead(HttpRequest request) {
        this.request = request;
        this.fault = RequestFaults.of(request);
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String target() {
        return request.uri();
    }

    @Override
    public HeaderView headers() {
        return new NettyHeaders(request.headers());
    }

    @Override
    public @Nullable MalformedRequestException fault() {
        return fault;
    }

    @Override
    public boolean isHttp11() {
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    @Override
    public boolean keepsAlive() {
        return HttpUtil.isKeepAlive(request);
    }

    @Override
    public boolean expectsContinue() {
        String expect = request.headers().get(HttpHeaderNames.EXPECT);
        return expect != null && expect.equalsIgnoreCase("100-continue") && isHttp11();
    }

    @Override
    public boolean hasBody() {
        return fault == null && (contentLength() > 0 || HttpUtil.isTransferEncodingChunked(request));
    }

    @Override
    public long contentLength() {
        return fault == null ? HttpUtil.getContentLength(request, -1L) : 0;
    }

    @Override
    public boolean isWhole() {
        return request instanceof LastHttpContent;
    }
}
