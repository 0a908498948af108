package io.bellwether.rule;

/** On which side of a threshold a value is bad. */
public enum Op {
    LESS("<", false),
    AT_MOST("<=", false),
    GREATER(">", true),
    AT_LEAST(">=", true);

    private final String sign;
    private final boolean upward;

    Op(String sign, boolean upward) {
        this.sign = sign;
        this.upward = upward;
    }

    /** As rules write it. */
    public String sign() {
        return sign;
    }

    /** Whether greater values are worse. */
    public boolean upward() {
        return upward;
    }

    public boolean test(double value, double threshold) {
        return switch (this) {
            case LESS -> value < threshold;
            case AT_MOST -> value <= threshold;
            case GREATER -> value > threshold;
            case AT_LEAST -> value >= threshold;
        };
    }

    /** The operator of that sign, or null. */
    static Op bySign(String sign) {
        for (Op op : values()) {
            if (op.sign.equals(sign)) {
                return op;
            }
        }
        return null;
    }
}
