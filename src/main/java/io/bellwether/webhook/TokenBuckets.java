package io.bellwether.webhook;

import io.bellwether.notify.SendRate;
import java.util.HashMap;
import java.util.Map;

/** One bucket a credential: receivers of one credential share what its vendor allows, at the lower of their rates. */
final class TokenBuckets {

    private final Map<String, TokenBucket> byCredential = new HashMap<>();

    /** That of an endpoint is known. */
    void put(Endpoint endpoint, TokenBucket bucket) {
        byCredential.put(endpoint.credential(), bucket);
    }

    /** The bucket of an endpoint, whose receiver may send so much. */
    TokenBucket of(Endpoint endpoint, SendRate rate) {
        return byCredential.merge(endpoint.credential(), new TokenBucket(rate), (known, mine) -> {
            known.slowDown(rate);
            return known;
        });
    }
}
