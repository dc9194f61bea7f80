package org.parley.app.page;

import java.util.List;
import java.util.Optional;

/**
 * Everything that the first page shows, at one moment, in words ready to be shown.
 *
 * @param trust the trust's name
 * @param clock time of day
 * @param stamp day and time
 * @param headline is anything wrong
 * @param tiles the four numbers under the headline
 * @param ports where messages come from
 * @param legs where they go
 * @param portSums the last line of the book's first table
 * @param legSums the last line of the book's second table
 * @param balanced does every line of the book balance
 * @param picture who talks to whom
 * @param waiting destinations for which something waits
 * @param parked the oldest parked deliveries
 * @param parkedCount how many are parked in all
 * @param latest the latest messages, newest first
 * @param health how the journal and the process do
 */
public record Now(
        String trust,
        String clock,
        String stamp,
        Headline headline,
        List<Tile> tiles,
        List<PortRow> ports,
        List<LegRow> legs,
        PortSums portSums,
        LegSums legSums,
        boolean balanced,
        Picture picture,
        List<LegRow> waiting,
        List<ParkedRow> parked,
        String parkedCount,
        List<LatestRow> latest,
        List<Fact> health) {
    public Now {
        tiles = List.copyOf(tiles);
        ports = List.copyOf(ports);
        legs = List.copyOf(legs);
        waiting = List.copyOf(waiting);
        parked = List.copyOf(parked);
        latest = List.copyOf(latest);
        health = List.copyOf(health);
    }

    /** A number with its words. */
    public record Tile(String key, String number, String words, String more) {}

    /** A name and a value. */
    public record Fact(String name, String value) {}

    /** One port, with its line of the book. */
    public record PortRow(
            String code,
            String name,
            String owner,
            String address,
            double rate,
            String perSecond,
            String received,
            String refused,
            String filtered,
            String routed,
            String unwanted,
            boolean balanced) {}

    /** Sums over the ports. */
    public record PortSums(String received, String refused, String filtered, String routed) {}

    /**
     * One destination of a route, with its line of the book.
     *
     * @param unowned true for what no route wanted
     * @param kept how the promise of speed is kept, if there is one
     * @param late true when it is not kept
     */
    public record LegRow(
            String key,
            String route,
            String code,
            String name,
            String owner,
            boolean unowned,
            double rate,
            String perSecond,
            String routed,
            String delivered,
            String waiting,
            long waitingCount,
            String parked,
            long parkedCount,
            String closed,
            String oldest,
            Optional<String> kept,
            boolean late,
            Optional<Trouble> trouble,
            boolean balanced) {}

    /** Sums over the destinations. */
    public record LegSums(
            String routed, String delivered, String waiting, String parked, String closed) {}

    /** Why nothing gets through. */
    public record Trouble(String code, String culprit, String text, String remedy, String since) {}

    /**
     * A parked delivery.
     *
     * @param address of its page, relative to the server
     */
    public record ParkedRow(
            long position,
            String destination,
            String route,
            String name,
            String owner,
            String age,
            String since,
            String code,
            String culprit,
            String text,
            String remedy,
            boolean holdsKey,
            String address) {}

    /**
     * A message.
     *
     * @param tone {@code good}, {@code waits} or {@code act}
     */
    public record LatestRow(
            long position,
            String clock,
            String port,
            String name,
            String type,
            String words,
            String controlId,
            String tone,
            String state) {}
}
