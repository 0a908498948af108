package io.bellwether.cases;

import io.bellwether.event.SeenIds;
import io.bellwether.event.ServiceEvent;
import io.bellwether.event.Status;
import io.bellwether.event.SurveyKind;
import io.bellwether.quality.Mood;
import io.bellwether.quality.Rating;
import io.bellwether.queue.ChatTalk;
import io.bellwether.queue.Contact;
import io.bellwether.sla.PolicyBook;
import io.bellwether.sla.SlaState;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has become of one case after some of its events: the accumulator of {@link CaseFold}. */
final class CaseCore {

    /** Has not happened. */
    static final long NOT_YET = Long.MIN_VALUE;

    /** Stands for a customer of whom nothing is known; no hash of an id is 0. */
    static final long NOBODY = 0;

    Attributes attributes = Attributes.UNKNOWN;
    boolean chat;
    /** Null until an event tells: the job may have started in the middle of the case's life. */
    Status status;
    /** When it was created, or first heard of. */
    long since = NOT_YET;
    /** When its present status began; of what is over, when that was told last. */
    long statusSince = NOT_YET;
    /** When that happened: earlier where it came too late to be put there. */
    long statusHappenedAt = NOT_YET;
    /** What was counted when it became solved or closed at {@link #statusSince}: {@link CaseBits}. */
    int counted;
    /** How it went so far: {@link CaseBits}. */
    int course;
    /** {@link io.bellwether.event.IdHash} of its customer and their system. */
    long customer = NOBODY;
    /** The agent for whom its last solving was counted. Not written: no instant is folded in two goes. */
    String solver;
    /** When it was solved for the first time. */
    long firstSolvedAt = NOT_YET;
    /** Merged or deleted: whatever comes later does not open it again. */
    boolean removed;
    /** A chat that was over when it was forgotten, and has not begun again since. */
    boolean over;

    long lastEventAt = NOT_YET;
    boolean backfill;
    int replies;
    Mood mood = Mood.UNKNOWN;
    Contact contact;
    /** The case's dimensions when the contact was enqueued. */
    List<String> contactDimensions = List.of();

    /** The stay before the contact; null where no agent had one. {@link CaseBits#SERVED} says whether there is one. */
    ServedStay served;

    EpisodeEnds ends = EpisodeEnds.NONE;

    /** What of its messages is to be known; null where none is. */
    ChatTalk talk;

    SlaState sla;
    /** {@link PolicyBook#id} of the book that was in force when something last happened to it; 0 for none. */
    int policies;

    /** Most cases have none. */
    Map<SurveyKind, Rating> ratings = Map.of();

    SurveysAsked asked = SurveysAsked.NONE;

    LevelLedger levels;
    PastDimensions past = new PastDimensions();
    SeenIds seen;

    /** Of a case of which nothing is known. */
    CaseCore() {
        this(new SlaState(), new LevelLedger(), new SeenIds());
    }

    /** Of a case that is read: these are null where they are still to come. */
    CaseCore(SlaState sla, LevelLedger levels, SeenIds seen) {
        this.sla = sla;
        this.levels = levels;
        this.seen = seen;
    }

    /** Takes a rating; the one before of its kind, or null. */
    Rating rated(Rating rating) {
        if (ratings.isEmpty()) {
            ratings = new EnumMap<>(SurveyKind.class);
        }
        return ratings.put(rating.kind(), rating);
    }

    /** Its present status, or the end that was told again, begins with that event. */
    void statusSince(ServiceEvent event) {
        statusSince = event.time();
        statusHappenedAt = event.happenedAt();
    }

    /** Whether nothing has happened to it, as is so with every case once, and again when it has been forgotten. */
    boolean isUnknown() {
        return lastEventAt == NOT_YET;
    }

    /** The status as far as it is known, also of what was over when it was forgotten; null where nothing is. */
    Status statusOrOver() {
        return status == null && (over || removed) ? Status.CLOSED : status;
    }

    /**
     * What stays when it is forgotten: the ids of its events, so that what is sent again is known, and whether it was over
     * or removed, so that it stays so.
     */
    CaseCore afterlife() {
        CaseCore left = new CaseCore();
        left.seen = seen;
        left.removed = removed;
        left.over = status == null ? over : status.isDone() && (chat || over);
        return left;
    }

    /** Writes all of it, for whom it may concern. */
    void write(DataOutput out) throws IOException {
        CaseForm.write(this, SharedTraits.NONE, out);
    }

    /** Writes it for this process. */
    void pack(DataOutput out) throws IOException {
        CaseForm.write(this, isUnknown() ? SharedTraits.NONE : SharedTraits.OF_PROCESS.code(attributes.traits()), out);
    }

    /** Until when what is new about it happened before its end. */
    long overUntil() {
        return statusWasPut() && status.isDone() ? statusHappenedAt : seen.lastAt();
    }

    /** Whether what began its status was put at another time than it happened. */
    boolean statusWasPut() {
        return statusHappenedAt != statusSince;
    }
}
