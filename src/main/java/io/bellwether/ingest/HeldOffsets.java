package io.bellwether.ingest;

/**
 * Where the reader of a partition may go on.
 *
 * @param offset the next one to be read
 * @param gone how many records before it were never read and are not there any more; at least, where a topic was made anew
 * @param detail what happened, in words; empty where nothing did
 */
record HeldOffsets(long offset, long gone, String detail) {

    /**
     * @param partition its name, for the detail
     * @param wanted the offset that a state says
     * @param first the first offset that Kafka holds
     * @param end the one behind the last
     */
    static HeldOffsets of(String partition, long wanted, long first, long end) {
        if (wanted >= first && wanted <= end) {
            return new HeldOffsets(wanted, 0, "");
        }
        if (wanted < first) {
            return new HeldOffsets(
                    first,
                    first - wanted,
                    partition + ": " + (first - wanted) + " records from offset " + wanted
                            + " on were deleted by Kafka before"
                            + " they were read; it goes on at offset " + first
                            + ". Keep retention longer than the longest stop");
        }
        return new HeldOffsets(
                first,
                0,
                partition + ": the state is at offset " + wanted + ", but Kafka holds only " + first + " to " + end
                        + ": the topic was made anew or lost records. It goes on at offset " + first
                        + "; what was read before is known again by its id");
    }
}
