package cacheworker.s3.dispatch;

import cacheworker.core.base.Blocking;
import cacheworker.core.base.NonBlocking;
import cacheworker.s3.auth.Authenticator;
import cacheworker.s3.error.ErrorMapper;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.op.Operation;
import cacheworker.s3.op.Operations;
import cacheworker.s3.op.S3Op;
import cacheworker.s3.request.MalformedRequestException;
import cacheworker.s3.request.RequestBody;
import cacheworker.s3.request.RequestParser;
import cacheworker.s3.request.S3Request;
import cacheworker.s3.response.S3Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one request: parse, match, authenticate, operate, answer. Every request is answered once and logged once,
 * whatever happens to it.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Operations operations;
    private final Authenticator authenticator;
    private final RequestExecutor executor;
    private final RequestLog log;
    private final ErrorAnswer errors;
    private final RequestIds ids = new RequestIds();

    /**
     * A dispatcher.
     *
     * @param operations answers every row of the table
     * @param authenticator finds out who is calling
     * @param executor the request threads
     * @param log hears of every request
     * @param hostId what error documents say in {@code HostId}
     */
    public Dispatcher(
            Operations operations,
            Authenticator authenticator,
            RequestExecutor executor,
            RequestLog log,
            String hostId) {
        this.operations = operations;
        this.authenticator = authenticator;
        this.executor = executor;
        this.log = log;
        this.errors = new ErrorAnswer(hostId);
    }

    /**
     * Takes a request. On the event loop of its connection; what is in memory is answered before the call returns.
     *
     * @param head the request's head
     * @param body its body
     * @param sink where the answer goes
     */
    @NonBlocking
    public void dispatch(Incoming head, RequestBody body, ResponseSink sink) {
        RequestLog.Entry entry = log.begin(ids.next(), head);
        S3Response answer;
        try {
            S3Request request = understand(entry);
            S3Op row = match(entry, request);
            Operation operation = operations.of(row);
            answer = operation.tryNow(request);
            if (answer == null) {
                head.headers().keep();
                if (executor.tryExecute(() -> {
                    if (row.mayTakeLong()) {
                        sink.keepWaiting(entry.id());
                    }
                    run(entry, request, operation, body, sink);
                })) {
                    return;
                }
                answer = failed(entry, tooMany());
            }
        } catch (Exception | Error e) {
            answer = failed(entry, e);
        }
        answer(entry, answer, sink);
    }

    @Blocking
    private void run(
            RequestLog.Entry entry, S3Request request, Operation operation, RequestBody body, ResponseSink sink) {
        S3Response answer;
        try {
            answer = operation.run(request, body);
        } catch (Exception | Error e) {
            answer = failed(entry, e);
        }
        answer(entry, answer, sink);
    }

    private S3Request understand(RequestLog.Entry entry) throws MalformedRequestException {
        Incoming head = entry.head();
        MalformedRequestException fault = head.fault();
        if (fault != null) {
            throw fault;
        }
        S3Request request =
                RequestParser.parse(entry.id(), head.method(), head.target(), head.headers(), head.remoteAddress());
        entry.parsed(request);
        return request;
    }

    private S3Op match(RequestLog.Entry entry, S3Request request) throws S3Exception {
        S3Op row = S3Op.match(request);
        entry.matched(row);
        entry.calledBy(authenticator.authenticate(request));
        return row;
    }

    private static void answer(RequestLog.Entry entry, S3Response answer, ResponseSink sink) {
        entry.answered(answer);
        sink.send(entry.id(), answer, entry);
    }

    private S3Response failed(RequestLog.Entry entry, Throwable failure) {
        @Nullable S3Request request = entry.request();
        S3Exception error = failure instanceof ClientGoneException
                ? new S3Exception(S3ErrorCode.INCOMPLETE_BODY, String.valueOf(failure.getMessage()))
                : ErrorMapper.map(failure, request);
        entry.failed(error);
        if (error.code().status() >= 500 && error.getCause() != null) {
            LOG.warn(
                    "Request {} {} '{}' failed",
                    entry.id(),
                    entry.head().method(),
                    entry.head().target(),
                    failure);
        }
        return errors.of(error, entry.head(), entry.id());
    }

    private static S3Exception tooMany() {
        return new S3Exception(S3ErrorCode.SLOW_DOWN, "The worker has too many requests at work; retry more slowly");
    }
}
