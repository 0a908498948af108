package io.bellwether.gateway.sender;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * How a product signs.
 *
 * @param algorithm as Java calls it
 * @param parts what is signed, one behind the other
 * @param in where the signature is
 * @param encoding how it is written
 * @param prefix before it
 * @param many whether there may be several, with blanks or commas between them
 * @param field its name in a list of {@code name=value} with commas; empty where it stands alone
 * @param secretInBase64 whether secrets are written so
 * @param clock null where nothing says when it was sent
 */
record HashPlan(
        String algorithm,
        List<SignedPart> parts,
        SignedPart in,
        Encoding encoding,
        String prefix,
        boolean many,
        String field,
        boolean secretInBase64,
        SenderClock clock) {

    private static final String STANDARD_PREFIX = "whsec_";
    private static final int MOST_SIGNATURES = 8;

    /** Ways to write bytes. */
    enum Encoding {
        HEX,
        BASE64
    }

    /** The signatures that were told; several where a sender is about to change its secret. */
    List<String> signatures(String told) {
        List<String> all = new ArrayList<>();
        if (!field.isEmpty()) {
            for (String pair : told.split(",", MOST_SIGNATURES + 1)) {
                if (pair.strip().startsWith(field + "=")) {
                    all.add(pair.strip().substring(field.length() + 1));
                }
            }
            return all;
        }
        for (String one : many ? told.split("[ ,]+", MOST_SIGNATURES + 1) : new String[] {told}) {
            if (one.strip().startsWith(prefix)) {
                all.add(one.strip().substring(prefix.length()).strip());
            }
        }
        return all;
    }

    byte[] key(String secret) {
        if (!secretInBase64) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
        return Base64.getDecoder()
                .decode(secret.startsWith(STANDARD_PREFIX) ? secret.substring(STANDARD_PREFIX.length()) : secret);
    }
}
