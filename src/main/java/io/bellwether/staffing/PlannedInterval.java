package io.bellwether.staffing;

/**
 * What an interval needs, and what comes of it.
 *
 * @param handleSeconds that was reckoned with
 * @param scheduled people to pay so that the required agents are there in spite of shrinkage
 * @param expected with the required agents
 * @param oneLess with one agent less, {@code oneMore} with one more
 * @param asStaffed with the agents who are planned; null where that is not known
 */
public record PlannedInterval(
        IntervalDemand demand,
        double handleSeconds,
        Requirement required,
        int scheduled,
        ServiceFigures expected,
        ServiceFigures oneLess,
        ServiceFigures oneMore,
        ServiceFigures asStaffed) {

    /** Agents who are required and not planned; negative where more are planned, NaN where that is not known. */
    public double gap() {
        return required.agents() - demand.staffed();
    }
}
