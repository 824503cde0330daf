package mien.lab.prepare;

/// All that decides what a prepared data set is like, but for the data.
///
/// @param people what says who is who
/// @param relabelling before anything else but corrections
/// @param seed of split and balance
public record PrepareOptions(
        Look look, People people, Division division, Balance balance, Relabelling relabelling, long seed) {
    public static final PrepareOptions DEFAULT = new PrepareOptions(
            Look.DEFAULT, new People.ByColumn(), new Division.AsInData(), new Balance.None(), Relabelling.NONE, 1);

    public PrepareOptions withLook(Look newLook) {
        return new PrepareOptions(newLook, people, division, balance, relabelling, seed);
    }

    public PrepareOptions withPeople(People newPeople) {
        return new PrepareOptions(look, newPeople, division, balance, relabelling, seed);
    }

    public PrepareOptions withDivision(Division newDivision) {
        return new PrepareOptions(look, people, newDivision, balance, relabelling, seed);
    }

    public PrepareOptions withBalance(Balance newBalance) {
        return new PrepareOptions(look, people, division, newBalance, relabelling, seed);
    }

    public PrepareOptions withRelabelling(Relabelling newRelabelling) {
        return new PrepareOptions(look, people, division, balance, newRelabelling, seed);
    }

    public PrepareOptions withSeed(long newSeed) {
        return new PrepareOptions(look, people, division, balance, relabelling, newSeed);
    }
}
