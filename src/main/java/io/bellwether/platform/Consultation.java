package io.bellwether.platform;

import io.bellwether.event.Actor;
import io.bellwether.event.EventKeys;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.event.Visibility;
import io.bellwether.quality.Rating;
import io.bellwether.state.Texts;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** One chat as platforms count it: who has it, whose it is, what of it is open. Without texts. Mutable. */
final class Consultation {

    private static final long NEVER = Long.MIN_VALUE;
    private static final String NOBODY = "";

    private ChatIdentity identity = new ChatIdentity();
    private Desk desk = Desk.UNKNOWN;
    private String agent = NOBODY;
    private int rounds;
    private boolean backfill;
    private long clock = NEVER;
    private OpenTalk open;
    private Rated rated;

    /** An answer that a changed one of the same day replaces. */
    private record Rated(String platform, long day, boolean satisfied) {}

    /** What is known of the chat: the values of fields by which chats are told apart and alerts routed. */
    Map<String, String> fields() {
        return identity.fields();
    }

    boolean isBackfill() {
        return backfill;
    }

    /** Nothing is open that time would change. */
    boolean isQuiet() {
        return open == null;
    }

    /** The next moment at which something becomes certain by itself. */
    long next(PlatformBook book, TalkListener out) {
        Talk talk = talk(book, out);
        return talk == null ? Talk.NO_MOMENT : Math.min(talk.next(clock), talk.end());
    }

    /** Time has come there, and whatever happened then has been taken. */
    void passTo(long time, PlatformBook book, TalkListener out) {
        pass(time, true, book, out);
    }

    /** @param whole whether nothing more happens at that time, so that a day of which it is the last millisecond is over */
    private void pass(long time, boolean whole, PlatformBook book, TalkListener out) {
        Talk talk = talk(book, out);
        while (talk != null) {
            long moment = talk.next(clock);
            if (moment <= Math.min(time, talk.end())) {
                clock = moment;
                talk.pass(moment);
            } else if (talk.end() < time || whole && talk.end() == time) {
                talk.dayEnds();
            } else {
                break;
            }
            talk = closed() ? null : talk;
        }
        clock = Math.max(clock, time);
    }

    private boolean closed() {
        if (open != null && open.isOver()) {
            open = null;
        }
        return open == null;
    }

    /** What is open; of a platform that is no longer configured nothing is. */
    private Talk talk(PlatformBook book, TalkListener out) {
        if (open == null) {
            return null;
        }
        Platform platform = book.byName(open.platform);
        PlatformRules rules = platform == null ? null : platform.rulesOn(open.day);
        open = rules == null ? null : open;
        return rules == null ? null : new Talk(open, platform, rules, out);
    }

    /** Takes the next event of the chat. */
    void take(ServiceEvent event, Set<String> asked, PlatformBook book, TalkListener out) {
        pass(event.time(), false, book, out);
        identity.learn(event, asked);
        backfill = event.backfill();
        switch (event.type()) {
            case CHAT_STARTED -> isLeft();
            case CHAT_HANDOFF -> {
                desk = Desk.PEOPLE;
                Talk talk = begun(event, book, out);
                if (talk != null) {
                    talk.handedOver(event.time());
                }
            }
            case CHAT_QUEUED -> goesTo(NOBODY, event, book, out);
            case CHAT_TRANSFERRED -> goesTo(account(event), event, book, out);
            case CHAT_ASSIGNED -> goesTo(event.agentId() == null ? agent : account(event), event, book, out);
            case CHAT_MESSAGE -> message(event, book, out);
            case SURVEY_ANSWERED -> rated(event, book, out);
            default -> {
                if (isEnd(event)) {
                    Talk talk = talk(book, out);
                    if (talk != null) {
                        talk.ends(event.time());
                    }
                    isLeft();
                }
            }
        }
        closed();
    }

    private static boolean isEnd(ServiceEvent event) {
        return switch (event.type()) {
            case CHAT_ENDED, CHAT_ABANDONED, TICKET_MERGED, TICKET_DELETED -> true;
            case TICKET_STATUS_CHANGED, TICKET_UPDATED ->
                event.status() == Status.SOLVED || event.status() == Status.CLOSED;
            default -> false;
        };
    }

    private static String account(ServiceEvent event) {
        return event.agentId() == null ? NOBODY : EventKeys.agentOf(event).source() + '\0' + event.agentId();
    }

    private void isLeft() {
        desk = Desk.UNKNOWN;
        agent = NOBODY;
    }

    private void goesTo(String account, ServiceEvent event, PlatformBook book, TalkListener out) {
        desk = Desk.PEOPLE;
        Talk talk = agent.equals(NOBODY) || agent.equals(account) ? null : talk(book, out);
        if (talk != null) {
            talk.givenAway(event.time());
        }
        agent = account;
    }

    private void message(ServiceEvent event, PlatformBook book, TalkListener out) {
        if (event.isQuestion()) {
            Talk talk = desk == Desk.BOT ? null : begun(event, book, out);
            if (talk != null && talk.customerWrites(event.time(), rounds + 1)) {
                rounds++;
            }
        } else if (event.visibility() != Visibility.PRIVATE) {
            Talk talk = talk(book, out);
            Reply reply = Reply.of(event);
            if (reply == Reply.AUTOMATIC) {
                botWrites(event, talk);
            } else if (reply != Reply.NONE) {
                agentWrites(event, reply, talk, book);
            }
        }
    }

    private void botWrites(ServiceEvent event, Talk talk) {
        if (desk == Desk.UNKNOWN && event.actor() == Actor.BOT) {
            desk = Desk.BOT;
            if (talk != null) {
                talk.botTakes(event.time());
            }
        }
    }

    private void agentWrites(ServiceEvent event, Reply reply, Talk talk, PlatformBook book) {
        if (reply == Reply.ASSISTED && !assistedCounts(event, book)) {
            return;
        }
        desk = Desk.PEOPLE;
        agent = agent.equals(NOBODY) ? account(event) : agent;
        if (talk != null) {
            talk.agentWrites(event.time());
        }
    }

    /** Also where nothing is open: who has the chat does not hang on that. */
    private boolean assistedCounts(ServiceEvent event, PlatformBook book) {
        Platform platform = open == null ? identity.platform(book) : book.byName(open.platform);
        PlatformRules rules = platform == null
                ? null
                : platform.rulesOn(open == null ? platform.days().day(event.time()) : open.day);
        return rules != null && rules.assisted();
    }

    /** What is open, or what an event opens where nothing is; null where the chat is of no platform. */
    private Talk begun(ServiceEvent event, PlatformBook book, TalkListener out) {
        Platform platform = open == null ? identity.platform(book) : null;
        if (platform != null) {
            open = new OpenTalk(
                    platform.name(), platform.days().day(event.time()), identity.shop(), identity.customer());
        }
        return talk(book, out);
    }

    private void rated(ServiceEvent event, PlatformBook book, TalkListener out) {
        Platform platform = event.surveyKind() == SurveyKind.CSAT ? identity.platform(book) : null;
        if (platform == null || event.score() == null) {
            return;
        }
        long day = platform.days().day(event.time());
        Rated answer = new Rated(platform.name(), day, Rating.of(event).satisfied());
        boolean again = rated != null && rated.platform.equals(answer.platform) && rated.day == answer.day;
        PlatformRules rules = platform.rulesOn(answer.day);
        if (rules != null && !(again && rated.satisfied == answer.satisfied)) {
            new Judge(platform, rules, answer.day, identity.shop(), identity.customer(), out::outcome)
                    .rated(event.time(), answer.satisfied, again);
        }
        rated = answer;
    }

    Consultation copy() {
        Consultation copy = new Consultation();
        copy.identity = identity.copy();
        copy.desk = desk;
        copy.agent = agent;
        copy.rounds = rounds;
        copy.backfill = backfill;
        copy.clock = clock;
        copy.open = open == null ? null : open.copy();
        copy.rated = rated;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        identity.write(out);
        Desk.CODES.write(desk, out);
        Texts.write(agent, out);
        Varint.writeUnsigned(rounds, out);
        out.writeLong(clock);
        out.writeByte((backfill ? 1 : 0) | (open == null ? 0 : 2) | (rated == null ? 0 : 4));
        if (open != null) {
            open.write(out);
        }
        if (rated != null) {
            Texts.write(rated.platform, out);
            Varint.writeSigned(rated.day, out);
            out.writeBoolean(rated.satisfied);
        }
    }

    static Consultation read(DataInput in) throws IOException {
        Consultation read = new Consultation();
        read.identity = ChatIdentity.read(in);
        read.desk = Desk.CODES.read(in);
        read.agent = Texts.read(in);
        read.rounds = (int) Varint.readUnsigned(in);
        read.clock = in.readLong();
        int there = in.readUnsignedByte();
        read.backfill = (there & 1) != 0;
        read.open = (there & 2) != 0 ? OpenTalk.read(in) : null;
        read.rated = (there & 4) != 0 ? new Rated(Texts.read(in), Varint.readSigned(in), in.readBoolean()) : null;
        return read;
    }
}
