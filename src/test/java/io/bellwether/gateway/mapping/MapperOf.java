package io.bellwether.gateway.mapping;

import io.bellwether.event.EventEncoder;
import io.bellwether.gateway.Adapters;
import io.bellwether.gateway.sender.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Payloads in, lines of canonical events out. */
public final class MapperOf {

    private final PayloadMapper mapper;

    private MapperOf(Mapping mapping, SourceOptions options) {
        this.mapper = new PayloadMapper(mapping, options, new MemorySnapshots());
    }

    /** A mapping as it is written. */
    public static MapperOf yaml(String... lines) throws MappingException {
        return new MapperOf(Mapping.parse("m.yaml", String.join("\n", lines)), SourceOptions.of("desk"));
    }

    /** The mapping of a product. */
    public static MapperOf adapter(String name, SourceOptions options) {
        return new MapperOf(Adapters.mapping(name).orElseThrow(), options);
    }

    /** The same mapping for a source of which more is said. */
    public static MapperOf yaml(SourceOptions options, String... lines) throws MappingException {
        return new MapperOf(Mapping.parse("m.yaml", String.join("\n", lines)), options);
    }

    public Mapped map(String payload) {
        return map(WebhookCall.of(payload.getBytes(StandardCharsets.UTF_8)));
    }

    public Mapped map(WebhookCall delivery) {
        return mapper.map(delivery, Long.MAX_VALUE);
    }

    /** Events as canonical JSON without their ids, in which nothing depends on hashes. */
    public List<String> events(String payload) {
        return lines(map(payload));
    }

    /** The same of what was mapped. */
    public static List<String> lines(Mapped mapped) {
        EventEncoder encoder = new EventEncoder();
        return mapped.events().stream()
                .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8)
                        .replaceFirst("\"id\":\"[^\"]*\",", ""))
                .toList();
    }
}
