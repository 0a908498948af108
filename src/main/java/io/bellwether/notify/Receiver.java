package io.bellwether.notify;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A receiver of the routing file. Holds no secret in the clear unless the file does.
 *
 * @param name unique in the file
 * @param type how it is spoken to
 * @param url where to
 * @param secrets what lets us in or signs; several while one replaces another
 * @param options what its type alone has
 * @param voice how messages are worded
 * @param rate how many messages its credential may send
 * @param allowHttpHosts hosts that may be spoken to without TLS, on any port
 * @param allowPrivate whether the URL's host may have a private address
 * @param allowPorts ports beside 443 and 8443
 * @param line of the file where it begins
 */
public record Receiver(
        String name,
        ReceiverType type,
        SecretText url,
        List<SecretText> secrets,
        Map<String, SecretText> options,
        Voice voice,
        SendRate rate,
        Set<String> allowHttpHosts,
        boolean allowPrivate,
        Set<Integer> allowPorts,
        int line)
        implements Serializable {

    public Receiver {
        options = new LinkedHashMap<>(options);
    }

    /**
     * How messages are worded.
     *
     * @param zone in which times of day are written
     */
    public record Voice(AlertLanguage language, ZoneId zone) implements Serializable {}

    /** Whether it is spoken to in the same way, wherever in the file it stands. */
    public boolean isAs(Receiver other) {
        return other != null
                && equals(new Receiver(
                        other.name,
                        other.type,
                        other.url,
                        other.secrets,
                        other.options,
                        other.voice,
                        other.rate,
                        other.allowHttpHosts,
                        other.allowPrivate,
                        other.allowPorts,
                        line));
    }

    /** Whether all that its variables and files hold is there. */
    boolean isResolvable(Variables variables) {
        List<SecretText> texts = new ArrayList<>(secrets);
        texts.add(url);
        texts.addAll(options.values());
        return texts.stream().allMatch(text -> text.absence(variables).isEmpty());
    }
}
