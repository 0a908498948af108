package io.bellwether.simulate;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Random numbers of one stream. Every queue, agent and case has its own, seeded by what it is, so that an incident
 * changes what it touches and leaves the rest of a run as it was. Uses {@link StrictMath}: the same on every machine.
 */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A stream that belongs to these things alone. */
    static Dice of(long seed, Object... things) {
        long hash = seed;
        for (Object thing : things) {
            long part = thing instanceof Number number ? number.longValue() : stringHash(thing.toString());
            hash = scramble(hash ^ scramble(part + 0x9E3779B97F4A7C15L));
        }
        return new Dice(hash);
    }

    private static long stringHash(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long scramble(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    double uniform() {
        return random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    int between(int low, int highInclusive) {
        return random.nextInt(low, highInclusive + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double exponential(double mean) {
        return -mean * StrictMath.log(1.0 - random.nextDouble());
    }

    /** A positive time of that mean; {@code cv} 1 is exponential, anything else log-normal. */
    long time(Span mean, double cv) {
        if (mean == null || mean.millis() == 0) {
            return 0;
        }
        return Math.max(1, Math.round(cv == 1.0 ? exponential(mean.millis()) : logNormal(mean.millis(), cv)));
    }

    private double logNormal(double mean, double cv) {
        double variance = StrictMath.log(1 + cv * cv);
        double normal = StrictMath.sqrt(-2 * StrictMath.log(1.0 - random.nextDouble()))
                * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
        return mean * StrictMath.exp(StrictMath.sqrt(variance) * normal - variance / 2);
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    int pickIndex(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** A key by its weight; null where there is nothing to choose from. Iterates in the map's order. */
    String pick(Map<String, Double> weights) {
        if (weights == null || weights.isEmpty()) {
            return null;
        }
        double total =
                weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double left = random.nextDouble() * total;
        String last = null;
        for (Map.Entry<String, Double> entry : weights.entrySet()) {
            last = entry.getKey();
            left -= entry.getValue();
            if (left < 0) {
                return last;
            }
        }
        return last;
    }
}
