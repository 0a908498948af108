package io.bellwether.agents;

/**
 * Among whom agents are counted.
 *
 * @param queue among those who serve it; null for among all
 * @param reason among those who are away for it; null for whatever they do
 */
record Spot(String queue, String reason) {

    static final Spot ALL = new Spot(null, null);

    Spot away(String forReason) {
        return new Spot(queue, forReason);
    }
}
