package io.bellwether.cases;

import java.io.Serializable;

/**
 * What the fold of cases tells whenever time moves; what nobody listens to is not looked at.
 *
 * @param clocks whether it tells {@link CaseOperator#CLOCKS}
 * @param contacts whether it tells {@link CaseOperator#CONTACTS}
 * @param agents whether it is told who has a contact
 */
public record CaseTold(boolean clocks, boolean contacts, boolean agents) implements Serializable {

    static final CaseTold NOTHING = new CaseTold(false, false, false);

    boolean isNothing() {
        return !clocks && !contacts;
    }
}
