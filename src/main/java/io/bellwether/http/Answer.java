package io.bellwether.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What has come of one answer. The status decides as soon as it is there: what goes wrong with the body afterwards (cut
 * short, wrongly chunked, without an end) cannot undo that the request was taken.
 */
final class Answer implements HttpResponse.BodyHandler<String> {

    /** The client refuses a 204 that has a body before it shows its status to anybody. */
    private static final String BODY_OF_204 = "unexpected content length header with 204 response";

    private volatile HttpResponse.ResponseInfo head;
    private volatile CappedBody body;

    @Override
    public HttpResponse.BodySubscriber<String> apply(HttpResponse.ResponseInfo info) {
        CappedBody subscriber = new CappedBody(GuardedHttpClient.MAX_BODY_BYTES);
        body = subscriber;
        head = info;
        return subscriber;
    }

    /** Completes the result with the reply, or with what is known of it, or with the failure. */
    void settle(HttpReply reply, Throwable failure, CompletableFuture<HttpReply> result) {
        if (failure == null) {
            result.complete(reply);
        } else if (head != null) {
            result.complete(new HttpReply(head.statusCode(), head.headers().map(), body.soFar()));
        } else if (HttpOutcomes.unwrap(failure) instanceof IOException e && BODY_OF_204.equals(e.getMessage())) {
            result.complete(new HttpReply(204, Map.of(), ""));
        } else {
            result.completeExceptionally(failure);
        }
    }
}
