package cacheworker.s3.http;

import cacheworker.core.base.NonBlocking;
import cacheworker.s3.request.HeaderView;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of a request as Netty decoded them; nobody changes them any more. */
@NonBlocking
record NettyHeaders(HttpHeaders headers) implements HeaderView {
    @Override
    public @Nullable String get(String name) {
        return headers.get(name);
    }

    @Override
    public List<String> all(String name) {
        return headers.getAll(name);
    }

    @Override
    public Iterable<Map.Entry<String, String>> lines() {
        return headers;
    }
}
