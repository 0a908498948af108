package io.bellwether.cases;

import io.bellwether.event.SurveyKind;
import io.bellwether.state.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** The latest request of each kind of survey in a case. Mutable, but for that of no request, which most cases share. */
final class SurveysAsked {

    static final SurveysAsked NONE = new SurveysAsked(Map.of());

    /**
     * A survey was requested.
     *
     * @param at when, epoch ms
     * @param answered whether an answer was counted for that time
     */
    record Asked(long at, boolean answered) {}

    private final Map<SurveyKind, Asked> latest;

    private SurveysAsked(Map<SurveyKind, Asked> latest) {
        this.latest = latest;
    }

    /** The latest request of a kind, or null. */
    Asked of(SurveyKind kind) {
        return latest.get(kind);
    }

    /** With that as the latest: this, or another where there was none. */
    SurveysAsked with(SurveyKind kind, Asked asked) {
        SurveysAsked some = latest.isEmpty() ? new SurveysAsked(new EnumMap<>(SurveyKind.class)) : this;
        some.latest.put(kind, asked);
        return some;
    }

    boolean isNone() {
        return latest.isEmpty();
    }

    /** @param base what times are written as a difference to */
    void write(long base, DataOutput out) throws IOException {
        out.writeByte(latest.size());
        for (Map.Entry<SurveyKind, Asked> entry : latest.entrySet()) {
            SurveyKind.CODES.write(entry.getKey(), out);
            out.writeBoolean(entry.getValue().answered());
            Varint.writeSigned(entry.getValue().at() - base, out);
        }
    }

    static SurveysAsked read(long base, DataInput in) throws IOException {
        SurveysAsked asked = NONE;
        for (int i = in.readUnsignedByte(); i > 0; i--) {
            SurveyKind kind = SurveyKind.CODES.read(in);
            boolean answered = in.readBoolean();
            asked = asked.with(kind, new Asked(base + Varint.readSigned(in), answered));
        }
        return asked;
    }
}
