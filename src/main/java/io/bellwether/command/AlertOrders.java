package io.bellwether.command;

import io.bellwether.control.Acknowledgement;
import io.bellwether.control.AlertBoard;
import io.bellwether.control.Expiry;
import io.bellwether.control.Matchers;
import io.bellwether.control.Silence;
import io.bellwether.control.Standing;
import io.bellwether.file.Unusable;
import io.bellwether.yaml.Durations;
import io.bellwether.yaml.Nearest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bellwether alerts ack}, {@code silence} and {@code expire}: what people tell the job. */
final class AlertOrders {

    private static final long DAY_MILLIS = 86_400_000;
    private static final String USUAL = "30d";

    private AlertOrders() {}

    /** Who says so. */
    static final class Author {

        @Option(
                names = "--by",
                paramLabel = "NAME",
                description = "Who gives the command; stands in messages. Default: the user of this machine.")
        private String by;

        @Option(names = "--comment", paramLabel = "TEXT", defaultValue = "", description = "Why; stands in messages.")
        private String comment;

        String by() {
            return by == null ? System.getProperty("user.name", "somebody") : by;
        }

        String comment() {
            return comment;
        }
    }

    private static void tell(Standing command, AlertBoard board, BoardOptions options, PrintWriter out)
            throws Unusable {
        options.send(command);
        out.println(options.json() ? BoardOptions.json(command) : AlertViews.line(command, board, options.times()));
        if (!options.json() && board.about(command).isEmpty()) {
            out.println("No alert that fires now matches.");
            unknown(command, board).forEach(out::println);
        }
    }

    /** What may be misspelt. It is no error: an alert with that label may still come. */
    private static List<String> unknown(Standing command, AlertBoard board) {
        Set<String> known = board.labels();
        known.addAll(List.of("uid", "severity", "alert_id"));
        return command.matchers().written().keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> "No alert that is known has a label " + name + "; there are " + String.join(", ", known)
                        + Nearest.hint(name, known))
                .toList();
    }

    /** Somebody sees to it. */
    @Command(
            name = "ack",
            description = {
                "Acknowledge an alert: it is not repeated. Its changes and its end are told all the same.",
                "",
                "It holds until the alert ends, 30 days at most: the next one is news.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether alerts ack 9c1e4f --by ann --comment \"calling the carrier\"",
                "  bellwether alerts ack 9c1e4f --by ann --for 2h --config bellwether.yaml"
            },
            mixinStandardHelpOptions = true)
    static final class AckCommand extends BoardCommand {

        @Mixin
        private Author author;

        @Parameters(paramLabel = "ID", description = "Of the alert, or its beginning.")
        private String id;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                defaultValue = USUAL,
                description = "Repeat it again after so long (30m, 2h, 1d).")
        private String lasts;

        @Override
        void run(PrintWriter out) throws Unusable {
            AlertBoard board = options().board();
            Matchers alert = Matchers.ofAlert(BoardOptions.alert(board, id).alertId());
            long endsAt = options().now() + InputOptions.duration("--for", lasts);
            tell(
                    new Acknowledgement(
                            BoardOptions.newId("k"), options().now(), author.by(), author.comment(), alert, endsAt),
                    board,
                    options(),
                    out);
        }
    }

    /** Nobody is told. */
    @Command(
            name = "silence",
            description = {
                "Silence alerts: nobody is told of them while it holds.",
                "",
                "When it ends, what still fires is told. Whoever was told of an alert before is told of its end at once.",
                ""
            },
            footer = {
                "",
                "Examples:",
                "  bellwether alerts silence queue=vip --for 2h --comment maintenance",
                "  bellwether alerts silence \"uid=queue-.*\" severity=warning --for 1d",
                "  bellwether alerts silence 9c1e4f --until resolved --by ann",
                "",
                "A matcher is NAME=REGEX; NAME is uid, severity, alert_id or a label, and",
                "the regular expression must match the whole of it. All must match."
            },
            mixinStandardHelpOptions = true)
    static final class SilenceCommand extends BoardCommand {

        @Mixin
        private Author author;

        @Parameters(
                arity = "1..*",
                paramLabel = "MATCHER",
                description = "NAME=REGEX, or the beginning of an alert's id.")
        private List<String> matchers;

        @Option(names = "--for", paramLabel = "TIME", description = "How long (30m, 2h, 1d).")
        private String lasts;

        @Option(
                names = "--until",
                paramLabel = "resolved",
                description = "resolved: until each alert that has begun ends; at the latest after --for, or 30 days.")
        private String until;

        @Option(names = "--in", paramLabel = "TIME", description = "Begins after so long. Default: now.")
        private String in;

        @Option(
                names = "--notice",
                paramLabel = "TIME",
                description = "Tell what waits so long before its end already.")
        private String notice;

        @Option(names = "--id", paramLabel = "ID", description = "Of a silence to replace, such as to make it longer.")
        private String id;

        @Override
        void run(PrintWriter out) throws Unusable {
            if (until != null && !until.equals("resolved")) {
                throw new Unusable("--until: must be resolved, not " + until + "; use --for for a time");
            }
            if (until == null && lasts == null) {
                throw new Unusable("say when the silence ends: --for 2h, or --until resolved");
            }
            AlertBoard board = options().board();
            long startsAt = options().now() + (in == null ? 0 : InputOptions.duration("--in", in));
            long millis = lasts == null ? 30 * DAY_MILLIS : InputOptions.duration("--for", lasts);
            tell(
                    new Silence(
                            id == null ? BoardOptions.newId("s") : id,
                            options().now(),
                            author.by(),
                            author.comment(),
                            matchers(board),
                            startsAt,
                            startsAt + millis,
                            until != null,
                            notice == null ? 0 : InputOptions.duration("--notice", notice)),
                    board,
                    options(),
                    out);
        }

        private Matchers matchers(AlertBoard board) throws Unusable {
            Map<String, String> written = new TreeMap<>();
            for (String matcher : matchers) {
                int split = matcher.indexOf('=');
                String name = split < 0 ? "alert_id" : matcher.substring(0, split);
                String pattern =
                        split < 0 ? BoardOptions.alert(board, matcher).alertId() : matcher.substring(split + 1);
                if (written.putIfAbsent(name, pattern) != null) {
                    throw new Unusable(name + " stands here twice; write one expression, such as a|b");
                }
            }
            try {
                return new Matchers(written);
            } catch (IllegalArgumentException e) {
                throw new Unusable(String.join(" ", matchers) + ": " + e.getMessage());
            }
        }
    }

    /** Before its time. */
    @Command(
            name = "expire",
            description = {"End a silence or an acknowledgement now. What still fires is told.", ""},
            footer = {
                "",
                "Examples:",
                "  bellwether alerts expire s-1a2b3c4d --config bellwether.yaml",
                "",
                "bellwether alerts silences names them; the beginning is enough."
            },
            mixinStandardHelpOptions = true)
    static final class ExpireCommand extends BoardCommand {

        @Mixin
        private Author author;

        @Parameters(paramLabel = "ID", description = "Of a silence or an acknowledgement, or its beginning.")
        private String id;

        @Override
        void run(PrintWriter out) throws Unusable {
            List<Standing> found = options().board().standing(id);
            if (found.size() != 1) {
                throw new Unusable(
                        found.isEmpty()
                                ? "no silence and no acknowledgement in force has an id that begins with " + id
                                        + "; bellwether alerts silences names them"
                                : id + " is the beginning of several; write more of it: "
                                        + found.stream().map(Standing::id).collect(Collectors.joining(", ")));
            }
            Standing ended = found.get(0);
            // the clock of who began it may be ahead of this one
            long at = Math.max(options().now(), ended.at());
            Expiry expiry = new Expiry(ended.id(), at, author.by(), author.comment());
            options().send(expiry);
            out.println(
                    options().json()
                            ? BoardOptions.json(expiry)
                            : ended.id() + " of " + ended.by() + " has ended after "
                                    + Durations.words(Math.max(0, at - ended.startsAt()) / 1_000.0));
        }
    }
}
