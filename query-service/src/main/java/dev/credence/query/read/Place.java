package dev.credence.query.read;

/**
 * Where a row stands in a list: by rank, greatest first, then by id. Comparing puts what comes first in the list first.
 *
 * @param rank the sort's value; doubles, which are never negative here, by their bits, which order alike
 */
public record Place(long rank, String id) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int byRank = Long.compare(other.rank, rank);
        return byRank != 0 ? byRank : id.compareTo(other.id);
    }
}
