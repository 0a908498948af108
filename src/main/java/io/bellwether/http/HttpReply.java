package io.bellwether.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param headers by lower-case name
 * @param body decoded as UTF-8, at most {@link GuardedHttpClient#MAX_BODY_BYTES}; what came after is not
 *     read. Shorter where the server cut it short: the status stands all the same
 */
public record HttpReply(int status, Map<String, List<String>> headers, String body) {

    public HttpReply {
        Map<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = lower;
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
