package io.bellwether.notify;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A receiver of the routing file. Holds no secret in the clear unless the file does.
 *
 * @param name unique in the file
 * @param format how the message is written
 * @param url where to
 * @param secrets the signing keys; several while one replaces another, all of them sign
 * @param allowHttpHosts hosts that may be spoken to without TLS, on any port
 * @param allowPrivate whether the URL's host may have a private address
 * @param allowPorts ports beside 443 and 8443
 * @param line of the file where it begins
 */
public record Receiver(
        String name,
        Format format,
        SecretText url,
        List<SecretText> secrets,
        Set<String> allowHttpHosts,
        boolean allowPrivate,
        Set<Integer> allowPorts,
        int line)
        implements Serializable {

    /** The ways to write a message. */
    public enum Format {
        /** Standard Webhooks 1.0: JSON, signed with HMAC-SHA256. */
        STANDARD_WEBHOOKS("standard-webhooks");

        private final String wireName;

        Format(String wireName) {
            this.wireName = wireName;
        }

        /** The name in the routing file. */
        public String wireName() {
            return wireName;
        }
    }
}
