package io.bellwether.staffing;

import java.util.Locale;

/** How many agents are required, and what for: fewer would miss it. */
public record Requirement(int agents, Reason because) {

    /** What asks for the last of them. */
    public enum Reason {
        /** So many are answered in time. */
        SERVICE_LEVEL,
        /** Agents would be busier than they may be. */
        OCCUPANCY,
        /** More would leave than may. */
        ABANDONMENT,
        /** The work has to be done. */
        WORKLOAD,
        /** So many are wanted at any time. */
        MINIMUM,
        /** Nothing comes. */
        NOTHING;

        /** In files: {@code service_level}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The fewest agents with which all is kept that the terms ask for.
     *
     * @param contacts that come in a time; may be a mean such as 12.5
     * @param seconds how long that is
     * @param handleSeconds of each
     */
    public static Requirement of(double contacts, double seconds, double handleSeconds, ServiceTerms terms) {
        return new Sizing(contacts, seconds, handleSeconds, terms).required();
    }
}
