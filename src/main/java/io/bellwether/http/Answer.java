package io.bellwether.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;

/**
 * What has come of one answer. The status decides as soon as it is there: what goes wrong with the body afterwards (cut
 * short, wrongly chunked, without an end, where there must be none) cannot undo that the request was taken. Hence it listens
 * to the headers, which the client itself may not hand over.
 */
final class Answer extends EventListener {

    private static final int CHUNK = 4_096;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private volatile boolean sending;
    private volatile int status;
    private volatile Map<String, List<String>> headers = Map.of();

    @Override
    public void requestHeadersStart(Call call) {
        sending = true;
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        // below 200 they announce the answer and are none
        if (response.code() >= 200) {
            headers = response.headers().toMultimap();
            status = response.code();
        }
    }

    /** Reads at most so many bytes and hangs up on the rest. */
    void read(InputStream from, int limit) throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (body.size() < limit) {
            int count = from.read(chunk, 0, Math.min(CHUNK, limit - body.size()));
            if (count < 0) {
                return;
            }
            body.write(chunk, 0, count);
        }
    }

    /** Completes the result with the reply, or with what is known of it, or with the failure. */
    void settle(Throwable failure, CompletableFuture<HttpReply> result) {
        if (status > 0) {
            result.complete(new HttpReply(status, headers, body.toString(StandardCharsets.UTF_8)));
        } else if (!sending && HttpOutcomes.unwrap(failure) instanceof SocketTimeoutException) {
            ConnectException none = new ConnectException("no connection in time");
            none.initCause(failure);
            result.completeExceptionally(none);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
