package io.bellwether.gateway.sender;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** A delivery shows the secret itself: in a header, the address or the body, or as name and password. */
final class SharedToken implements SenderCheck {

    private final SignedPart in;
    private final String prefix;
    private final List<byte[]> wanted;

    private SharedToken(SignedPart in, String prefix, List<byte[]> wanted) {
        this.in = in;
        this.prefix = prefix;
        this.wanted = wanted;
    }

    static SharedToken of(SignedPart in, String prefix, List<String> secrets) {
        return new SharedToken(
                in,
                prefix,
                secrets.stream()
                        .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** @param secrets as {@code name:password} */
    static SharedToken basic(List<String> secrets) {
        return new SharedToken(
                new SignedPart(SignedPart.From.HEADER, "Authorization"),
                "Basic",
                secrets.stream()
                        .map(secret -> Base64.getEncoder().encode(secret.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    @Override
    public Admission check(WebhookCall delivery, long now) {
        String told = in.text(delivery);
        if (told == null || told.isEmpty()) {
            return Admission.refused(SenderVerdict.MISSING);
        }
        boolean begins = told.regionMatches(true, 0, prefix, 0, prefix.length());
        byte[] shown = (begins ? told.substring(prefix.length()) : told).strip().getBytes(StandardCharsets.UTF_8);
        boolean genuine = false;
        for (byte[] right : wanted) {
            genuine |= MessageDigest.isEqual(right, shown);
        }
        // what comes of a delivery, such as a dead letter, is for more people than the secret
        return genuine && begins ? Admission.of(in.blanked(delivery)) : Admission.refused(SenderVerdict.WRONG);
    }
}
