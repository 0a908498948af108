package io.bellwether.gateway.sender;

import io.bellwether.yaml.YamlMap;
import io.bellwether.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code signature} of a mapping or of a source: one of hmac, token, basic and wecom. */
public final class SenderPlanParser {

    private static final long USUAL_WINDOW = 5 * 60_000L;
    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "HmacSHA1", "sha256", "HmacSHA256");
    private static final SignedPart BODY = new SignedPart(SignedPart.From.BODY, "");

    private final YamlMap map;

    private SenderPlanParser(YamlMap map) {
        this.map = map;
    }

    /** The plan; null, after a complaint, where it cannot be read. */
    public static SenderPlan parse(YamlMap map) {
        SenderPlan plan = new SenderPlanParser(map).plan();
        map.done();
        return plan;
    }

    /** That of WeCom's callbacks. */
    public static SenderPlan wecom() {
        return WeComCallback::of;
    }

    private SenderPlan plan() {
        if (map.has("hmac")) {
            HashPlan plan = hash();
            return secrets -> new SignedHash(plan, keys(secrets));
        }
        if (map.has("token")) {
            SignedPart in = part(map.value("token"));
            String prefix = map.text("prefix", "");
            return secrets -> SharedToken.of(in, prefix, keys(secrets));
        }
        if (map.has("basic") && map.flag("basic", true)) {
            return secrets -> SharedToken.basic(keys(secrets));
        }
        if (map.has("wecom") && map.flag("wecom", true)) {
            return wecom();
        }
        map.error("hmac", "say how senders show who they are: hmac, token, basic or wecom");
        return null;
    }

    private static List<String> keys(Secrets secrets) {
        if (secrets.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    secrets.token().isEmpty()
                            ? "has no secret"
                            : "has no secret: token is of WeCom's callback alone, write secret");
        }
        return secrets.keys();
    }

    private HashPlan hash() {
        String hash = map.text("hmac", "sha256");
        if (!ALGORITHMS.containsKey(hash)) {
            map.error("hmac", "must be sha1 or sha256, not " + hash);
        }
        List<SignedPart> parts = new ArrayList<>();
        map.list("parts").forEach(item -> parts.add(part(item)));
        if (!map.has("in")) {
            map.error("in", "missing; where the signature is, such as header:X-Signature");
        }
        String encoding = map.text("encoding", "hex");
        if (!encoding.equals("hex") && !encoding.equals("base64")) {
            map.error("encoding", "must be hex or base64, not " + encoding);
        }
        String secret = map.text("secret", "text");
        if (!secret.equals("text") && !secret.equals("base64")) {
            map.error("secret", "must be text or base64: how secrets are written");
        }
        return new HashPlan(
                ALGORITHMS.getOrDefault(hash, "HmacSHA256"),
                parts.isEmpty() ? List.of(BODY) : List.copyOf(parts),
                map.has("in") ? part(map.value("in")) : BODY,
                encoding.equals("hex") ? HashPlan.Encoding.HEX : HashPlan.Encoding.BASE64,
                map.text("prefix", ""),
                map.flag("many", false),
                map.text("field", ""),
                secret.equals("base64"),
                clock(parts));
    }

    private SenderClock clock(List<SignedPart> parts) {
        if (map.has("timestamp")) {
            SenderClock clock = clock(map.map("timestamp"));
            if (!isSigned(clock, parts)) {
                map.error("timestamp", "is not signed, so that anybody could change it; name timestamp among parts");
            }
            return clock;
        }
        if (parts.stream().anyMatch(part -> part.from() == SignedPart.From.TIMESTAMP)) {
            map.error("timestamp", "missing; where the time is that parts names");
        }
        return null;
    }

    /** By its own name, or with all that it stands in. */
    private static boolean isSigned(SenderClock clock, List<SignedPart> parts) {
        SignedPart in = clock.in();
        boolean ofBody = in != null && in.from() == SignedPart.From.POINTER;
        boolean ofUrl = in != null && in.from() == SignedPart.From.QUERY;
        return ofBody && parts.isEmpty()
                || parts.stream()
                        .anyMatch(part -> part.from() == SignedPart.From.TIMESTAMP
                                || part.equals(in)
                                || ofBody && part.from() == SignedPart.From.BODY
                                || ofUrl && part.from() == SignedPart.From.URL);
    }

    private static SenderClock clock(YamlMap map) {
        SignedPart in = map.has("in") ? part(map.value("in")) : null;
        String field = map.text("field", "");
        if (in == null && field.isEmpty()) {
            map.error(
                    "in",
                    "missing; where the time is, such as header:X-Timestamp, or field: its name beside the signature");
        }
        String form = map.text("as", "iso");
        if (!List.of("iso", "epoch_ms", "epoch_s").contains(form)) {
            map.error("as", "must be iso, epoch_ms or epoch_s, not " + form);
        }
        SenderClock clock = new SenderClock(in, field, form.equals("epoch_s"), map.positive("window", USUAL_WINDOW));
        map.done();
        return clock;
    }

    private static SignedPart part(YamlValue value) {
        try {
            return SignedPart.of(value.text("body"));
        } catch (IllegalArgumentException e) {
            value.error(e.getMessage());
            return BODY;
        }
    }
}
