package io.bellwether.gateway.mapping;

import io.bellwether.gateway.sender.SenderPlan;
import io.bellwether.yaml.TextFile;
import io.bellwether.yaml.YamlProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of a product's payloads, as data: docs/gateway.md says how one is written. Immutable, for any number of
 * threads.
 *
 * @param name of the product's adapter, or of the file
 * @param body the form of bodies
 * @param expand places that hold JSON as text
 * @param split where a payload that is several has their list; null for one payload
 * @param kind what the product calls the event of a payload
 * @param ignore kinds of which nothing comes on purpose, in small letters
 * @param id the product's own id of an event; null where it has none
 * @param rules events that are made of payloads
 * @param snapshot null where the product tells changes
 * @param values what {@code setting:NAME} is where nothing is said of it
 * @param sender how senders show who they are; null where the product has no way
 * @param handshakes questions that the product asks before it delivers
 */
public record Mapping(
        String name,
        BodyForm body,
        List<Expansion> expand,
        PayloadPath split,
        Expression kind,
        Set<String> ignore,
        Expression id,
        List<MappingRule> rules,
        SnapshotPlan snapshot,
        Map<String, String> values,
        SenderPlan sender,
        List<HandshakePlan> handshakes) {

    /** What a body is written in. */
    enum BodyForm {
        JSON,
        /** Pairs as of an HTML form; the payload is an object of texts. */
        FORM
    }

    /** A place of a payload that holds JSON as text, perhaps in base64. */
    record Expansion(PayloadPath path, boolean base64) {}

    /** Whether all that it makes is of chats and agents, so that its surveys are about chats. */
    public boolean tellsOfChatsAlone() {
        List<String> types = new ArrayList<>();
        rules.forEach(rule -> types.add(constant(rule)));
        if (snapshot != null) {
            snapshot.rules().forEach(rule -> types.add(constant(rule)));
        }
        return types.stream().anyMatch(type -> type.startsWith("chat."))
                && types.stream().noneMatch(type -> type.startsWith("ticket.") || type.isEmpty());
    }

    /** Whether it compares cases with what was known of them, also before the gateway was started. */
    public boolean hasSnapshots() {
        return snapshot != null && snapshot.isKept();
    }

    private static String constant(MappingRule rule) {
        return rule.type() instanceof Computed.Constant word ? word.node().asText() : "";
    }

    /** @throws MappingException naming everything that is wrong with the file */
    public static Mapping load(Path file) throws MappingException {
        List<YamlProblem> problems = new ArrayList<>();
        String text = TextFile.read(file, file.toString(), problems);
        if (text == null) {
            throw new MappingException(problems);
        }
        return parse(file.toString(), text);
    }

    /** @throws MappingException naming everything that is wrong */
    public static Mapping parse(String file, String yaml) throws MappingException {
        return MappingParser.parse(file, yaml);
    }
}
