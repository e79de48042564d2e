"""Many submissions: in parallel, on a cluster, taken up again; and their gradebook."""
