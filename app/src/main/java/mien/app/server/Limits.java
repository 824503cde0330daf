package mien.app.server;

import java.time.Duration;

/// What a server takes at most, from one caller and from all.
///
/// @param bodyBytes of one request
/// @param pictures in one request, at least 1
/// @param queue pictures of all callers that wait, at least `pictures`
/// @param connections open at once, at least 1
/// @param times how long it waits for what
public record Limits(long bodyBytes, int pictures, int queue, int connections, Times times) {

    /// How long a server waits.
    ///
    /// @param head for the head of a request, once it has begun
    /// @param body for the body of a request, from the end of its head
    /// @param answer for the answer to a request, from the end of its body
    /// @param grace for the requests that are being answered when it is told to end
    public record Times(Duration head, Duration body, Duration answer, Duration grace) {
        public static final Times DEFAULT = new Times(
                Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(20));

        public Times withHead(Duration newHead) {
            return new Times(newHead, body, answer, grace);
        }

        public Times withBody(Duration newBody) {
            return new Times(head, newBody, answer, grace);
        }

        public Times withAnswer(Duration newAnswer) {
            return new Times(head, body, newAnswer, grace);
        }

        public Times withGrace(Duration newGrace) {
            return new Times(head, body, answer, newGrace);
        }
    }

    /// 20 MB and 16 pictures a request, 64 pictures in the queue, 1,000 connections.
    public static final Limits DEFAULT = new Limits(20_000_000, 16, 64, 1000, Times.DEFAULT);

    public Limits {
        if (bodyBytes < 1 || bodyBytes > Integer.MAX_VALUE / 2 || pictures < 1 || connections < 1) {
            throw new IllegalArgumentException(
                    "limits: bodyBytes must be 1 to %d, pictures and connections positive, got %d, %d and %d"
                            .formatted(Integer.MAX_VALUE / 2, bodyBytes, pictures, connections));
        }
        if (queue < pictures) {
            throw new IllegalArgumentException(
                    "limits: the queue must hold the %d pictures of one request, got %d".formatted(pictures, queue));
        }
    }

    public Limits withBodyBytes(long newBodyBytes) {
        return new Limits(newBodyBytes, pictures, queue, connections, times);
    }

    public Limits withPictures(int newPictures) {
        return new Limits(bodyBytes, newPictures, queue, connections, times);
    }

    public Limits withQueue(int newQueue) {
        return new Limits(bodyBytes, pictures, newQueue, connections, times);
    }

    public Limits withConnections(int newConnections) {
        return new Limits(bodyBytes, pictures, queue, newConnections, times);
    }

    public Limits withTimes(Times newTimes) {
        return new Limits(bodyBytes, pictures, queue, connections, newTimes);
    }
}
