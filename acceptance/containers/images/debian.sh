# A Debian without its package manager: a shell, and the libraries of C and C++.
add_shell "$work/layer"
add_jni_libraries "$work/layer"
import "$name" "shell, programs and libraries of this machine" 'CMD ["bash"]'
