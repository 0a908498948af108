package io.bellwether.gateway.sender;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as a sender makes them. */
public final class HmacVectors {

    private HmacVectors() {}

    public static byte[] sha256(String key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(String key, String message) {
        return HexFormat.of().formatHex(sha256(key, message.getBytes(StandardCharsets.UTF_8)));
    }
}
