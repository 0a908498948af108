package io.bellwether.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The classification that holds for whoever speaks plain HTTP, receivers and the store: 2xx is success; 408, 425, 429 and
 * 5xx are tried again; 400, 409, 413 and 422 speak of the one request and are final; everything else (401, 403, 404, 410,
 * redirects, …) would be said to any request and closes the address until somebody has a look. Receivers that hide failures
 * in the body of a 200 classify for themselves and ask this class about the rest.
 */
public final class HttpOutcomes {

    /** Answers that are about what was sent, not about where or by whom. */
    private static final Set<Integer> OF_THE_REQUEST = Set.of(400, 409, 413, 422);

    private HttpOutcomes() {}

    /** Classifies an answer. {@code nowMillis} (epoch ms, the clock of this machine) is what an HTTP date is compared with. */
    public static HttpOutcome of(HttpReply reply, long nowMillis) {
        return of(
                reply.status(),
                reply.header("retry-after")
                        .map(value -> RetryAfter.parse(value, nowMillis))
                        .orElse(HttpOutcome.NO_DELAY_NAMED));
    }

    /** Classifies a status. {@code afterMillis} is what its {@code Retry-After} asks for, if it has one. */
    public static HttpOutcome of(int status, long afterMillis) {
        if (status >= 200 && status < 300) {
            return new HttpOutcome.Ok();
        }
        String reason = "http_" + status;
        if (isRetried(status)) {
            return new HttpOutcome.Retry(reason, afterMillis, mayHaveArrived(status));
        }
        return OF_THE_REQUEST.contains(status) ? new HttpOutcome.Final(reason) : new HttpOutcome.Disable(reason);
    }

    /** Classifies an attempt without an answer. The exception's text is not looked at: it may hold the URL. */
    public static HttpOutcome of(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof BlockedAddressException blocked) {
            return new HttpOutcome.Disable(blocked.reason());
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return new HttpOutcome.Retry("connect", HttpOutcome.NO_DELAY_NAMED, false);
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return new HttpOutcome.Retry("dns", HttpOutcome.NO_DELAY_NAMED, false);
        }
        if (cause instanceof SSLException) {
            return new HttpOutcome.Retry("tls", HttpOutcome.NO_DELAY_NAMED, true);
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return new HttpOutcome.Retry("timeout", HttpOutcome.NO_DELAY_NAMED, true);
        }
        return new HttpOutcome.Retry(
                cause instanceof IOException ? "io" : "internal", HttpOutcome.NO_DELAY_NAMED, true);
    }

    private static boolean isRetried(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** These four say that the request was turned away before anybody worked on it. */
    private static boolean mayHaveArrived(int status) {
        return status != 408 && status != 425 && status != 429 && status != 503;
    }

    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
