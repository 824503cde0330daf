package mien.lab.faces;

/// Small dense systems.
final class Matrices {
    private Matrices() {}

    /// By Gauss and Jordan with pivots; the matrix must not be singular.
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        var work = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(work[i][column]) > Math.abs(work[pivot][column]) ? i : pivot;
            }
            var row = work[pivot];
            work[pivot] = work[column];
            work[column] = row;
            eliminate(work, column);
        }
        var out = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(work[i], n, out[i], 0, n);
        }
        return out;
    }

    private static void eliminate(double[][] work, int column) {
        double by = work[column][column];
        for (int k = 0; k < work[column].length; k++) {
            work[column][k] /= by;
        }
        for (int i = 0; i < work.length; i++) {
            double factor = work[i][column];
            for (int k = 0; i != column && k < work[i].length; k++) {
                work[i][k] -= factor * work[column][k];
            }
        }
    }

    static double[] times(double[][] matrix, double[] vector) {
        var out = new double[matrix.length];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < vector.length; k++) {
                out[i] += matrix[i][k] * vector[k];
            }
        }
        return out;
    }
}
