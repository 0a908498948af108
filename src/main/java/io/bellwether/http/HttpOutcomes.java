package io.bellwether.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The classification that holds for every receiver which speaks plain HTTP: 2xx is success; 408, 425, 429 and 5xx are
 * tried again; 404 and 410 close the receiver; everything else, redirects included, is final. Receivers that hide
 * failures in the body of a 200 classify for themselves and ask this class about the rest.
 */
public final class HttpOutcomes {

    private HttpOutcomes() {}

    /** Classifies an answer. {@code nowMillis} (epoch ms, the clock of this machine) is what an HTTP date is compared with. */
    public static HttpOutcome of(HttpReply reply, long nowMillis) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return new HttpOutcome.Ok();
        }
        String reason = "http_" + status;
        if (isRetried(status)) {
            long after = reply.header("retry-after")
                    .map(value -> RetryAfter.parse(value, nowMillis))
                    .orElse(HttpOutcome.NO_DELAY_NAMED);
            return new HttpOutcome.Retry(reason, after, mayHaveArrived(status));
        }
        if (status == 404 || status == 410) {
            return new HttpOutcome.Disable(reason);
        }
        return new HttpOutcome.Final(reason);
    }

    /** Classifies an attempt without an answer. The exception's text is not looked at: it may hold the URL. */
    public static HttpOutcome of(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof BlockedAddressException blocked) {
            return new HttpOutcome.Disable(blocked.reason());
        }
        if (cause instanceof HttpConnectTimeoutException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException) {
            return new HttpOutcome.Retry("connect", HttpOutcome.NO_DELAY_NAMED, false);
        }
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return new HttpOutcome.Retry("dns", HttpOutcome.NO_DELAY_NAMED, false);
        }
        if (cause instanceof SSLException) {
            return new HttpOutcome.Retry("tls", HttpOutcome.NO_DELAY_NAMED, true);
        }
        if (cause instanceof TimeoutException || cause instanceof java.net.http.HttpTimeoutException) {
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

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
