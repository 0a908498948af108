package io.bellwether.sla;

import io.bellwether.event.Actor;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Visibility;
import java.io.Serializable;

/**
 * What counts as an agent's reply beside a public message that an agent wrote.
 *
 * @param lightAgent messages of light agents too
 * @param privateNote internal notes too
 * @param bot messages of bots too, although bots are automatic
 * @param automated messages that a trigger or template wrote in an agent's name too
 */
record ReplyRules(boolean lightAgent, boolean privateNote, boolean bot, boolean automated) implements Serializable {

    /** Nothing beside. */
    static final ReplyRules STRICT = new ReplyRules(false, false, false, false);

    boolean isReply(ServiceEvent event) {
        if (!event.isMessage() || !privateNote && event.visibility() == Visibility.PRIVATE) {
            return false;
        }
        if (event.actor() == Actor.BOT) {
            return bot;
        }
        boolean human = event.actor() == Actor.AGENT || lightAgent && event.actor() == Actor.LIGHT_AGENT;
        return human && (automated || !event.automated());
    }
}
