package io.bellwether.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks 1.0: {@code v1,} and the base64 HMAC-SHA256 of {@code id.timestamp.body}. With several
 * secrets every one signs, so that a receiver may hold the old or the new while they are exchanged.
 */
public final class WebhookSignature {

    /** How far a receiver's clock may be from the sender's, in seconds, before it refuses a message. */
    public static final long TOLERANCE_SECONDS = 300;

    private static final String PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    private final List<SecretKeySpec> keys = new ArrayList<>();

    /** A signer with these secrets: {@code whsec_} (may be left out) and 24 to 64 bytes in base64. */
    public WebhookSignature(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("signing needs at least one secret");
        }
        for (String secret : secrets) {
            keys.add(new SecretKeySpec(decode(secret), "HmacSHA256"));
        }
    }

    /** The header's value: one signature a secret, separated by blanks. */
    public String sign(String id, long timestampSeconds, byte[] body) {
        List<String> signatures = new ArrayList<>();
        for (SecretKeySpec key : keys) {
            signatures.add(VERSION + Base64.getEncoder().encodeToString(hmac(key, id, timestampSeconds, body)));
        }
        return String.join(" ", signatures);
    }

    /**
     * Whether one signature of a header is by one of our secrets and its time is within tolerance. Compares in constant
     * time.
     */
    public boolean verify(String id, long timestampSeconds, byte[] body, String header, long nowSeconds) {
        if (Math.abs(nowSeconds - timestampSeconds) > TOLERANCE_SECONDS) {
            return false;
        }
        boolean found = false;
        for (String signature : header.split(" ")) {
            byte[] given = signature.getBytes(StandardCharsets.UTF_8);
            for (String mine : sign(id, timestampSeconds, body).split(" ")) {
                found |= MessageDigest.isEqual(mine.getBytes(StandardCharsets.UTF_8), given);
            }
        }
        return found;
    }

    static String withoutPrefix(String secret) {
        return secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    }

    private static byte[] decode(String secret) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(withoutPrefix(secret));
        } catch (IllegalArgumentException e) {
            // the decoder's message quotes a character of the secret
            throw new IllegalArgumentException("a webhook secret must be base64, with or without whsec_ before it");
        }
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException("a webhook secret must have 24 to 64 bytes, this one has " + key.length);
        }
        return key;
    }

    private static byte[] hmac(SecretKeySpec key, String id, long timestampSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 128);
            signed.writeBytes((id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
            signed.writeBytes(body);
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
