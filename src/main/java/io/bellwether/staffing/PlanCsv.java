package io.bellwether.staffing;

import io.bellwether.file.CsvTable;
import io.bellwether.yaml.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/**
 * A plan as a table of comma-separated values. It can be read again: as a forecast by {@link DemandCsv}, and once it says who
 * is staffed as a {@link StaffingPlan}. A value that there is none of is empty, and so is the wait where it never ends.
 */
public final class PlanCsv {

    private static final String HEADER =
            "interval_start,queue,arrivals,p10,p90,handle_s,required,because,scheduled,service_level,"
                    + "occupancy,abandoned,asa_s,service_level_one_less,service_level_one_more,staffed,gap,service_level_staffed,abandoned_staffed";

    private PlanCsv() {}

    /** The whole table, with its first line. */
    public static String of(List<PlannedInterval> plan) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (PlannedInterval each : plan) {
            IntervalDemand demand = each.demand();
            ServiceFigures staffed = each.asStaffed();
            text.append(String.join(
                            ",",
                            Times.rfc3339(demand.startMillis()),
                            CsvTable.cell(demand.queue()),
                            plain(demand.contacts()),
                            plain(demand.low()),
                            plain(demand.high()),
                            plain(each.handleSeconds()),
                            String.valueOf(each.required().agents()),
                            each.required().because().wireName(),
                            String.valueOf(each.scheduled()),
                            share(each.expected().serviceLevel()),
                            share(each.expected().occupancy()),
                            share(each.expected().abandoned()),
                            seconds(each.expected().answerSeconds()),
                            share(each.oneLess().serviceLevel()),
                            share(each.oneMore().serviceLevel()),
                            plain(demand.staffed()),
                            plain(each.gap()),
                            staffed == null ? "" : share(staffed.serviceLevel()),
                            staffed == null ? "" : share(staffed.abandoned())))
                    .append('\n');
        }
        return text.toString();
    }

    private static String share(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "";
    }

    private static String seconds(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "";
    }

    /** As many digits as there are, at most six behind the point. */
    private static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(6, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString()
                : "";
    }
}
