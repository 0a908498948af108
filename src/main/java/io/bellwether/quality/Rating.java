package io.bellwether.quality;

import io.bellwether.event.ServiceEvent;
import io.bellwether.event.SurveyKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A survey's answer. A changed answer replaces the earlier one to the same survey.
 *
 * @param score in the scale's own unit
 * @param scale the highest possible answer
 * @param time when it was given, epoch ms
 */
public record Rating(SurveyKind kind, double score, double scale, long time) {

    /** Four of five, five of seven, and one of one count as satisfied. */
    private static final double SATISFIED_SHARE = 0.7;

    private static final int PROMOTER = 9;
    private static final int DETRACTOR = 6;

    /** The rating of a {@code survey.answered}; the usual scale of its kind where the event names none. */
    public static Rating of(ServiceEvent event) {
        double scale = event.scale() != null ? event.scale() : usualScale(event.surveyKind());
        return new Rating(event.surveyKind(), event.score(), scale, event.time());
    }

    private static double usualScale(SurveyKind kind) {
        return switch (kind) {
            case CSAT -> 5;
            case NPS -> 10;
            case CES -> 7;
        };
    }

    /** Satisfied (CSAT, CES) or a promoter (NPS). */
    public boolean satisfied() {
        return kind == SurveyKind.NPS ? score >= PROMOTER : score >= SATISFIED_SHARE * scale;
    }

    /** Not satisfied (CSAT, CES) or a detractor (NPS). */
    public boolean dissatisfied() {
        return kind == SurveyKind.NPS ? score <= DETRACTOR : !satisfied();
    }

    /** The score in millionths. */
    public long millionths() {
        return Math.round(score * 1e6);
    }

    /** Writes it; {@link #read} reads it back. */
    public void write(DataOutput out) throws IOException {
        SurveyKind.CODES.write(kind, out);
        out.writeDouble(score);
        out.writeDouble(scale);
        out.writeLong(time);
    }

    /** Reads what {@link #write} wrote. */
    public static Rating read(DataInput in) throws IOException {
        return new Rating(SurveyKind.CODES.read(in), in.readDouble(), in.readDouble(), in.readLong());
    }
}
