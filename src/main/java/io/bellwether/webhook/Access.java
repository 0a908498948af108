package io.bellwether.webhook;

import io.bellwether.notify.Receiver;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a format is made from: a receiver's settings with everything looked up.
 *
 * @param uri where to; may hold a key
 * @param secrets what lets us in or signs, as many as the routing file has
 * @param options what its type alone has
 */
public record Access(URI uri, List<String> secrets, Map<String, String> options, Receiver.Voice voice) {

    public Access {
        secrets = List.copyOf(secrets);
        options = Map.copyOf(options);
    }

    /** The first secret; empty where there is none. */
    public String secret() {
        return secrets.isEmpty() ? "" : secrets.get(0);
    }

    /** An option; empty where it is not set. */
    public String option(String name) {
        return options.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "access to " + uri.getHost();
    }
}
