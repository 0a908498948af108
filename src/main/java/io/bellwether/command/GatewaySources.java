package io.bellwether.command;

import io.bellwether.file.Unusable;
import io.bellwether.gateway.Adapters;
import io.bellwether.gateway.GatewaySource;
import io.bellwether.gateway.mapping.SourceOptions;
import io.bellwether.gateway.sender.Secrets;
import io.bellwether.settings.KnownSettings;
import io.bellwether.settings.Settings;
import io.bellwether.settings.SettingsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which source the options of a command mean. */
final class GatewaySources {

    private GatewaySources() {}

    /** The source that is meant: of the settings, of an adapter, or of a mapping alone. */
    static GatewaySource of(String name, Path mapping, Path config) throws Unusable, SettingsException {
        if (name == null && mapping == null) {
            throw new Unusable(
                    "--source is missing: name a source of the settings or an adapter, or a file with --mapping");
        }
        KnownSettings known = config == null ? KnownSettings.ofDefaults() : Settings.known(config);
        for (GatewaySource source : known.gatewaySettings().sources()) {
            if (source.name().equals(name)) {
                return mapping == null ? source : adapter(GatewaySource.GENERIC, mapping, source.options());
            }
        }
        List<String> dimensions = known.needing("dimensions").series().dimensions();
        String called = name == null ? GatewaySource.GENERIC : name;
        return adapter(called, mapping, SourceOptions.of(called).withDimensions(dimensions));
    }

    /** A mapping may also be one in the jar, such as that of a product's exports, for the source of its webhooks. */
    private static GatewaySource adapter(String name, Path mapping, SourceOptions options) {
        String file = mapping == null ? "" : mapping.toString();
        boolean inJar = Adapters.names().contains(file);
        return new GatewaySource(inJar ? file : name, inJar ? "" : file, Secrets.NONE, List.of(), null, true, options);
    }

    /** Headers as they are written behind an option. */
    static Map<String, String> headers(List<String> written) throws Unusable {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : written == null ? List.<String>of() : written) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new Unusable("--header: must be a name, a colon and a value, not " + header);
            }
            headers.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return headers;
    }
}
