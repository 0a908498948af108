package io.bellwether.webhook;

import io.bellwether.control.Command;
import io.bellwether.control.Controls;
import io.bellwether.control.Expiry;
import io.bellwether.control.Standing;
import io.bellwether.yaml.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what became of what people said: a command may keep everybody quiet, or do nothing. No comment is logged. */
final class CommandLog {

    private static final Logger LOGGER = LoggerFactory.getLogger(CommandLog.class);

    private CommandLog() {}

    static void taken(Command command, Controls.Effect effect) {
        switch (effect) {
            case TAKEN -> LOGGER.info("{} is in force", words(command));
            case FULL ->
                LOGGER.warn(
                        "{} is not taken: {} silences and acknowledgements stand already; end some of them with"
                                + " alerts expire",
                        words(command),
                        Controls.MOST);
            case OVER -> LOGGER.info("{} is over already", words(command));
            case KNOWN -> LOGGER.debug("{} was known", words(command));
        }
    }

    /** Kind, id, who, about what and until when. */
    static String words(Command command) {
        String who = command.id() + " by " + command.by();
        if (command instanceof Standing standing) {
            String kind = standing.getClass().getSimpleName();
            return kind + " " + who + " about " + standing.matchers() + " until " + Times.rfc3339(standing.endsAt());
        }
        return (command instanceof Expiry ? "The end of " : "") + who;
    }
}
