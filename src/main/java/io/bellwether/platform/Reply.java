package io.bellwether.platform;

import io.bellwether.event.Actor;
import io.bellwether.event.EventField;
import io.bellwether.event.ServiceEvent;

/** Who stands behind a public message that is not a customer's. */
enum Reply {
    /** A person wrote it. */
    HUMAN,
    /** A bot proposed it and a person sent it. */
    ASSISTED,
    /** A bot, a trigger or a template alone: welcome texts among them. */
    AUTOMATIC,
    /** Nobody who replies. */
    NONE;

    static Reply of(ServiceEvent event) {
        Actor actor = event.actor();
        if (actor == Actor.CUSTOMER || actor == null) {
            return NONE;
        }
        Object assist = event.get(EventField.ASSIST);
        if ("SEMI_AUTO".equals(assist)) {
            return ASSISTED;
        }
        boolean person = actor == Actor.AGENT || actor == Actor.LIGHT_AGENT;
        return person && assist == null && !event.automated() ? HUMAN : AUTOMATIC;
    }
}
