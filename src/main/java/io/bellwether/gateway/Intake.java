package io.bellwether.gateway;

import io.bellwether.file.Unusable;
import io.bellwether.gateway.mapping.HandshakePlan;
import io.bellwether.gateway.mapping.Mapping;
import io.bellwether.gateway.mapping.MappingException;
import io.bellwether.gateway.mapping.PayloadMapper;
import io.bellwether.gateway.mapping.SnapshotStore;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.SenderCheck;
import io.bellwether.gateway.sender.SenderPlan;
import io.bellwether.gateway.sender.WebhookCall;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source as the gateway works with it: who may send, what is answered before anything is sent, and what becomes of it. For
 * any number of threads.
 *
 * @param source as the settings tell of it
 * @param mapping of its product
 * @param check who sends
 * @param mapper what becomes of deliveries
 * @param ofChats whether its product tells of chats alone
 */
public record Intake(GatewaySource source, Mapping mapping, SenderCheck check, PayloadMapper mapper, boolean ofChats) {

    /**
     * What takes deliveries of a source in.
     *
     * @throws Unusable where its mapping or its secrets cannot be used; the message says which and what to do
     */
    public static Intake of(GatewaySource source, SnapshotStore store) throws Unusable {
        Mapping mapping = mapping(source);
        try {
            return of(withPull(source), mapping, check(source, mapping), store);
        } catch (IllegalArgumentException e) {
            throw new Unusable("gateway.sources." + source.name() + " " + e.getMessage());
        }
    }

    /** The same without a look at who sends: for files. */
    public static Intake ofFiles(GatewaySource source, SnapshotStore store) throws Unusable {
        return of(source, mapping(source), SenderCheck.NONE, store);
    }

    private static Intake of(GatewaySource source, Mapping mapping, SenderCheck check, SnapshotStore store) {
        PayloadMapper mapper = new PayloadMapper(mapping, source.options(), store);
        return new Intake(source, mapping, check, mapper, mapping.tellsOfChatsAlone());
    }

    private static Mapping mapping(GatewaySource source) throws Unusable {
        if (!source.mapping().isEmpty()) {
            try {
                return Mapping.load(Path.of(source.mapping()));
            } catch (MappingException e) {
                throw new Unusable(e.getMessage());
            }
        }
        return Adapters.mapping(source.adapter())
                .orElseThrow(() -> new Unusable("there is no adapter " + source.adapter() + ": one of "
                        + String.join(", ", Adapters.names()) + ", or a mapping of your own"));
    }

    private static SenderCheck check(GatewaySource source, Mapping mapping) throws Unusable {
        if (source.unsigned()) {
            return SenderCheck.NONE;
        }
        SenderPlan plan = source.signature() == null ? mapping.sender() : source.signature();
        if (plan == null) {
            throw new IllegalArgumentException("has no signature: say with signature how its senders show who they are,"
                    + " or unsigned: true where nobody else can reach the gateway");
        }
        return plan.with(secrets(source));
    }

    private static Secrets secrets(GatewaySource source) throws Unusable {
        Secrets known = source.secrets();
        List<String> keys = keys(known.keys(), source.secretFiles(), "gateway.sources." + source.name());
        return new Secrets(keys, known.token(), known.aesKey(), known.receiver());
    }

    private static GatewaySource withPull(GatewaySource source) throws Unusable {
        if (source.pull() == null) {
            return source;
        }
        PullPlan plan = source.pull();
        List<String> keys = keys(plan.secrets(), plan.secretFiles(), "gateway.sources." + source.name() + ".pull");
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("has no pull.secret: that of the application, by which WeCom is asked");
        }
        return source.with(plan.with(keys));
    }

    private static List<String> keys(List<String> written, List<String> files, String where) throws Unusable {
        List<String> keys = new ArrayList<>(written);
        for (String file : files) {
            List<YamlProblem> problems = new ArrayList<>();
            String text = TextFile.read(Path.of(file), file, problems);
            if (text == null) {
                throw new Unusable(where + ".secret_file: " + YamlProblem.lines(problems));
            }
            if (!text.isBlank()) {
                keys.add(text.strip());
            }
        }
        return keys;
    }

    /** Whether something is remembered of what it delivers: its cases, or how far it was read. */
    public boolean isRemembered() {
        return mapping.hasSnapshots() || source.pull() != null;
    }

    /** The question of the product that a request is, if it is one. */
    public Optional<HandshakePlan> handshake(WebhookCall request) {
        return mapping.handshakes().stream()
                .filter(plan -> plan.isAskedBy(request, source.options()))
                .findFirst();
    }
}
