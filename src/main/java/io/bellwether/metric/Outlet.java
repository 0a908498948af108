package io.bellwether.metric;

import java.io.Serializable;

/**
 * Where an operator puts what it observes, and from where it goes on. It belongs to one subtask, which tells it how far time
 * has come, and keeps nothing over a checkpoint: the operator empties it before a barrier and at the end of its input.
 */
public interface Outlet extends Observer {

    /** Time has come to a watermark, which is sent on after this. */
    void advance(long watermark);

    /** Sends all that is held, complete or not. */
    void sendAll();

    /** Makes the outlets of an operator's subtasks. */
    @FunctionalInterface
    interface Maker<T> extends Serializable {

        /** One that sends to a receiver. */
        Outlet open(Receiver<T> receiver);
    }

    /** Takes what is sent. */
    @FunctionalInterface
    interface Receiver<T> {

        /**
         * Takes one value, which is used again when this returns: the receiver writes or copies it.
         *
         * @param time its timestamp, epoch ms
         */
        void send(T value, long time);
    }
}
