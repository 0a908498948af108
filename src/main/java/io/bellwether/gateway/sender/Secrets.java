package io.bellwether.gateway.sender;

import java.util.List;

/**
 * What a source's senders and the gateway know, and nobody else.
 *
 * @param keys the secrets that are taken; several while one replaces another
 * @param token of WeCom's callback; empty for none
 * @param aesKey of WeCom's callback
 * @param receiver whom WeCom's callbacks are for: the id of the company; empty for anyone
 */
public record Secrets(List<String> keys, String token, String aesKey, String receiver) {

    /** Nothing is known. */
    public static final Secrets NONE = new Secrets(List.of(), "", "", "");

    public Secrets {
        keys = List.copyOf(keys);
    }

    /** Of secrets alone. */
    public static Secrets of(String... keys) {
        return new Secrets(List.of(keys), "", "", "");
    }

    /** Never what they are. */
    @Override
    public String toString() {
        return "Secrets[" + keys.size() + " keys]";
    }
}
