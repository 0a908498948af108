package io.bellwether.yaml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What tells texts (a version of a file, a name made of parts) apart: the same in every process. */
public final class Fingerprint {

    private Fingerprint() {}

    /** The SHA-256 of a text in UTF-8: 32 bytes. */
    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first {@code bytes} bytes of the SHA-256 of a text, in hexadecimal. */
    public static String hex(String text, int bytes) {
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(text), bytes));
    }
}
