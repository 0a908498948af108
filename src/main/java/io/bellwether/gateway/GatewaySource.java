package io.bellwether.gateway;

import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.gateway.sender.SenderPlan;
import java.util.List;

/**
 * A system that delivers to the gateway, as the settings tell of it.
 *
 * @param adapter a product whose mapping is in the jar, or {@code generic}
 * @param mapping file of a mapping of one's own; empty for the adapter's
 * @param secrets that stand in the settings
 * @param secretFiles files that hold further ones; looked at when the gateway starts
 * @param signature how its senders show who they are, in the place of what the mapping says; null for that
 * @param unsigned whether deliveries are taken without a look at who sends them
 * @param pull how what its callbacks speak of is fetched; null where nothing is
 * @param options name, bots, tables and whatever else the mapping asks for
 */
public record GatewaySource(
        String adapter,
        String mapping,
        Secrets secrets,
        List<String> secretFiles,
        SenderPlan signature,
        boolean unsigned,
        PullPlan pull,
        SourceOptions options) {

    /** A mapping of one's own, that is not in the jar. */
    public static final String GENERIC = "generic";

    public GatewaySource {
        secretFiles = List.copyOf(secretFiles);
    }

    /** One that is told everything. */
    public GatewaySource(
            String adapter,
            String mapping,
            Secrets secrets,
            List<String> secretFiles,
            SenderPlan signature,
            boolean unsigned,
            SourceOptions options) {
        this(adapter, mapping, secrets, secretFiles, signature, unsigned, null, options);
    }

    /** The same with what its pull needs. */
    GatewaySource with(PullPlan known) {
        return new GatewaySource(adapter, mapping, secrets, secretFiles, signature, unsigned, known, options);
    }

    /** The same for history. */
    public GatewaySource asBackfill() {
        return new GatewaySource(
                adapter, mapping, secrets, secretFiles, signature, unsigned, pull, options.asBackfill());
    }

    /** Its name: the end of its path, and the {@code source} of its events. */
    public String name() {
        return options.name();
    }
}
