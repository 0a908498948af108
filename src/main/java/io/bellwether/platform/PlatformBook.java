package io.bellwether.platform;

import io.bellwether.event.ServiceEvent;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The platforms whose indicators are counted, in the order in which a chat is compared with them. */
public record PlatformBook(List<Platform> platforms) implements Serializable {

    /** The tag of the shop in metrics. */
    public static final String SHOP = "brand";

    private static final PlatformBook NONE = new PlatformBook(List.of());

    public PlatformBook {
        platforms = List.copyOf(platforms);
    }

    /** Nothing is counted. */
    public static PlatformBook none() {
        return NONE;
    }

    public boolean isEmpty() {
        return platforms.isEmpty();
    }

    /** The platform of that name, or null. */
    public Platform byName(String name) {
        for (Platform platform : platforms) {
            if (platform.name().equals(name)) {
                return platform;
            }
        }
        return null;
    }

    /** The fields of events that tell whose chat it is, and the shop's. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>(Set.of(SHOP));
        platforms.forEach(platform -> fields.addAll(platform.match().keySet()));
        fields.remove(Platform.SOURCE);
        return fields;
    }

    /** Whether an event may be of a chat of one of them. */
    boolean concerns(ServiceEvent event) {
        for (Platform platform : platforms) {
            if (platform.mayMatch(field -> valueOf(event, field))) {
                return true;
            }
        }
        return false;
    }

    private static String valueOf(ServiceEvent event, String field) {
        if (field.equals(Platform.SOURCE)) {
            return event.caseSource() == null ? event.source() : event.caseSource();
        }
        return event.dimension(field);
    }
}
