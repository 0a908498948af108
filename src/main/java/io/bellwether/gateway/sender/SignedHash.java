package io.bellwether.gateway.sender;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery is signed with a hash that only who knows the secret can make. */
final class SignedHash implements SenderCheck {

    private final HashPlan plan;
    private final List<byte[]> keys;

    /** @throws IllegalArgumentException where a secret is not of the form that the plan says */
    SignedHash(HashPlan plan, List<String> secrets) {
        this.plan = plan;
        this.keys = secrets.stream().map(plan::key).toList();
    }

    @Override
    public Admission check(WebhookCall delivery, long now) {
        String told = plan.in().text(delivery);
        if (told == null || told.isEmpty()) {
            return Admission.refused(SenderVerdict.MISSING);
        }
        SenderVerdict time =
                plan.clock() == null ? SenderVerdict.GENUINE : plan.clock().check(delivery, told, now);
        if (time != SenderVerdict.GENUINE) {
            return Admission.refused(time);
        }
        boolean genuine = false;
        for (byte[] key : keys) {
            byte[] right = hash(key, delivery, told);
            if (right == null) {
                return Admission.refused(SenderVerdict.MISSING);
            }
            for (String signature : plan.signatures(told)) {
                genuine |= matches(right, signature);
            }
        }
        return genuine ? Admission.of(delivery) : Admission.refused(SenderVerdict.WRONG);
    }

    /** Takes as long whatever is wrong; hex is taken in capitals too. */
    private boolean matches(byte[] right, String signature) {
        boolean hex = plan.encoding() == HashPlan.Encoding.HEX;
        String wanted =
                hex ? HexFormat.of().formatHex(right) : Base64.getEncoder().encodeToString(right);
        String told = hex ? signature.toLowerCase(Locale.ROOT) : signature;
        return MessageDigest.isEqual(wanted.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hash(byte[] key, WebhookCall delivery, String told) {
        try {
            Mac mac = Mac.getInstance(plan.algorithm());
            mac.init(new SecretKeySpec(key, plan.algorithm()));
            for (SignedPart part : plan.parts()) {
                byte[] bytes = part.from() == SignedPart.From.TIMESTAMP
                        ? plan.clock().written(delivery, told)
                        : part.bytes(delivery);
                if (bytes == null) {
                    return null;
                }
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + plan.algorithm(), e);
        }
    }
}
